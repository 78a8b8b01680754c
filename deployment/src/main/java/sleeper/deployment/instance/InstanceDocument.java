package sleeper.deployment.instance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.PropertiesText;
import sleeper.core.properties.Property;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.DocumentStore.Document;
import sleeper.instance.aws.InstanceFinder;

/** The properties of an instance in its config bucket, which people change by hand as well. */
final class InstanceDocument {

  /** What says where the data of an instance is. */
  private static final List<Property<String>> FIXED =
      List.of(
          InstanceProperty.ID,
          AwsProperty.DATA_BUCKET,
          AwsProperty.FILESYSTEM,
          AwsProperty.INDEX_BY_NAME,
          AwsProperty.INDEX_BY_ID,
          AwsProperty.INDEX_BY_ONLINE,
          AwsProperty.FILE_LOG,
          AwsProperty.PARTITION_LOG,
          AwsProperty.ALL_SNAPSHOTS,
          AwsProperty.LATEST_SNAPSHOTS);

  private static final int ATTEMPTS = 100;

  private final DocumentStore config;

  InstanceDocument(DocumentStore config) {
    this.config = config;
  }

  /** What is set now; empty if there is no instance. */
  Optional<InstanceProperties> read() throws IOException {
    return config
        .read(InstanceFinder.PROPERTIES)
        .map(Document::text)
        .map(InstanceProperties::parse);
  }

  /**
   * Checks that an instance that is there can be deployed with other properties.
   *
   * @throws InvalidInput if it is another instance, or its data would be lost
   */
  static void check(InstanceProperties current, Map<String, String> deployed) {
    if (current.get(AwsProperty.MADE_BY_COMMAND) || current.get(AwsProperty.SHARED)) {
      throw new InvalidInput(
          "There is an instance %s already, which was not deployed by this; choose another id"
              .formatted(current.get(InstanceProperty.ID)));
    }
    InstanceProperties next = InstanceProperties.of(deployed);
    for (Property<String> property : FIXED) {
      Optional<String> before = current.find(property);
      Optional<String> after = next.find(property);
      if (before.isPresent() && !before.equals(after)) {
        throw new InvalidInput(
            "Property %s of instance %s is %s and cannot become %s, as its data would not be found any more; deploy another instance for that"
                .formatted(
                    property.name(),
                    current.get(InstanceProperty.ID),
                    before.get(),
                    after.orElse("unset")));
      }
    }
  }

  /**
   * Sets what is deployed. Properties that the deployment before has set, and this one does not,
   * are unset; those that somebody has set by hand stay.
   */
  void write(Map<String, String> deployed, Map<String, String> before) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Document> there = config.read(InstanceFinder.PROPERTIES);
      if (there.isEmpty()) {
        if (config.create(InstanceFinder.PROPERTIES, PropertiesText.format(deployed))) {
          return;
        }
        continue;
      }
      Map<String, String> current = PropertiesText.parse(there.get().text());
      Map<String, String> merged = merge(current, deployed, before);
      if (merged.equals(current)
          || config.replace(
              InstanceFinder.PROPERTIES, PropertiesText.format(merged), there.get().version())) {
        return;
      }
    }
    throw new IOException("The properties of the instance change faster than they can be read");
  }

  /** What is set once another deployment takes the place of one. */
  static Map<String, String> merge(
      Map<String, String> current, Map<String, String> deployed, Map<String, String> before) {
    Map<String, String> merged = new TreeMap<>(current);
    // Where the value is another one now, it is somebody's own.
    before.forEach(merged::remove);
    merged.putAll(deployed);
    return merged;
  }
}
