package sleeper.deployment.instance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sleeper.core.properties.AwsProperty;
import sleeper.core.statestore.log.CommitEnvironment.Pause;
import sleeper.deployment.resource.ResourceRequest;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.InstanceFinder;
import sleeper.storage.s3.S3DocumentStore;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * Prepares the deletion of a stack: stops what runs, and empties the buckets that are to go. What
 * was broken off goes on when it is done again.
 *
 * <p>Nothing is done where the instance is not this resource's: another one has taken its place, or
 * it could not be made as there was one already. Properties that could not be deployed can be
 * removed: no more of them is read than is needed.
 */
public final class InstanceRemoval {

  private static final String NOT_OURS =
      "The instance is not this resource's, and is left as it is";

  private final DeploymentClients clients;
  private final Pause pause;

  /** A removal that waits for tasks to end. */
  public InstanceRemoval(DeploymentClients clients, Pause pause) {
    this.clients = clients;
    this.pause = pause;
  }

  /**
   * Does what a request to delete asks for.
   *
   * @return what was done, in a sentence
   * @throws IOException if something was not to be reached, or the time is over before all is done
   */
  public String apply(ResourceRequest request, BooleanSupplier isTimeOver) throws IOException {
    JsonNode resource = request.properties();
    String configBucket =
        resource.path("InstanceProperties").path(AwsProperty.CONFIG_BUCKET.name()).asText("");
    if (configBucket.isBlank()) {
      return NOT_OURS;
    }
    try (AwsClients aws = clients.aws()) {
      if (!isOurs(aws.s3(), configBucket, request)) {
        return NOT_OURS;
      }
      stopTasks(resource.path("Cluster").asText(""), isTimeOver);
      List<String> buckets = bucketsToEmpty(resource.path("EmptyBuckets"), configBucket);
      for (String bucket : buckets) {
        new BucketEmptying(aws.s3(), isTimeOver).empty(bucket, DeploymentMark.KEY);
      }
      if (buckets.contains(configBucket)) {
        // Last of all: until then it says whose the rest is.
        new BucketEmptying(aws.s3(), isTimeOver).empty(configBucket, "");
      }
      return buckets.isEmpty() ? "All data stays" : "Emptied " + String.join(", ", buckets);
    }
  }

  private static boolean isOurs(S3Client s3, String configBucket, ResourceRequest request)
      throws IOException {
    S3DocumentStore config = new S3DocumentStore(s3, configBucket);
    try {
      Optional<DeploymentMark> mark = DeploymentMark.read(config);
      return mark.isPresent()
          ? mark.get().equals(DeploymentMark.of(request.ids()))
          : config.read(InstanceFinder.PROPERTIES).isEmpty();
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchBucketException) {
        return true;
      }
      throw e;
    }
  }

  private void stopTasks(String cluster, BooleanSupplier isTimeOver) throws IOException {
    if (!cluster.isBlank()) {
      try (EcsClient ecs = clients.ecs()) {
        new RunningTasks(ecs, pause).stopAll(cluster, isTimeOver);
      }
    }
  }

  /** The config bucket is the last one. */
  private static List<String> bucketsToEmpty(JsonNode list, String configBucket) {
    List<String> buckets = new ArrayList<>();
    list.forEach(bucket -> buckets.add(bucket.asText()));
    if (buckets.remove(configBucket)) {
      buckets.add(configBucket);
    }
    return buckets;
  }
}
