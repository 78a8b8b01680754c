package sleeper.cdk.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sleeper.core.deployment.DeployedTables;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperty;

/**
 * The instance itself.
 *
 * @param id its id
 * @param sourceBuckets the buckets that it ingests files of
 * @param tables to make
 * @param properties of the instance, by Sleeper's names, besides those that the deployment sets
 */
public record InstanceConfig(
    InstanceId id,
    List<String> sourceBuckets,
    DeployedTables tables,
    Map<String, String> properties) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** What the deployment sets from other parts of the configuration. */
  private static final Set<Property<?>> SET_ELSEWHERE =
      Set.of(
          InstanceProperty.ID,
          InstanceProperty.INGEST_SOURCE_BUCKETS,
          InstanceProperty.INGEST_MEMORY_BUDGET,
          InstanceProperty.INGEST_DISK_BUDGET,
          InstanceProperty.INGEST_TASK_JOBS_MAX);

  /** What somebody may still set of what concerns AWS. */
  private static final Set<Property<?>> LEFT_TO_THE_USER =
      Set.of(AwsProperty.NOTIFICATION_TOPIC_ARN, AwsProperty.TRACKER_ENABLED);

  /**
   * An instance that can be deployed.
   *
   * @throws InvalidInput if a bucket or property cannot be used
   */
  public InstanceConfig {
    sourceBuckets = List.copyOf(sourceBuckets);
    properties = Map.copyOf(properties);
    Set<String> buckets = new HashSet<>();
    for (String bucket : sourceBuckets) {
      if (!BUCKET.matcher(bucket).matches() || !buckets.add(bucket)) {
        throw new InvalidInput(
            ("\"sourceBuckets\" has \"%s\", which is there twice or cannot be the name of a bucket;"
                    + " name each bucket once, without s3:// and without a path")
                .formatted(bucket));
      }
    }
    properties.keySet().forEach(InstanceConfig::checkMayBeSet);
    InstanceProperties.of(properties);
  }

  private static void checkMayBeSet(String name) {
    if (isSetByTheDeployment(name)) {
      throw new InvalidInput(
          "Property %s is set by the deployment; leave it out of \"properties\"".formatted(name));
    }
    List<String> known = known();
    if (!known.contains(name)) {
      throw new InvalidInput(
          "There is no property %s%s"
              .formatted(
                  name,
                  NearestName.of(name, known)
                      .map("; did you mean %s?"::formatted)
                      .orElse("; docs/properties.md has them all")));
    }
  }

  private static boolean isSetByTheDeployment(String name) {
    Stream<Property<?>> ofAws =
        AwsProperty.all().stream().filter(property -> !LEFT_TO_THE_USER.contains(property));
    return Stream.concat(ofAws, SET_ELSEWHERE.stream())
        .anyMatch(property -> property.name().equals(name));
  }

  private static List<String> known() {
    List<String> names = new ArrayList<>();
    InstanceProperty.all().forEach(property -> names.add(property.name()));
    LEFT_TO_THE_USER.forEach(property -> names.add(property.name()));
    TableProperty.all().forEach(property -> names.add(TableProperty.instanceDefaultName(property)));
    return names;
  }
}
