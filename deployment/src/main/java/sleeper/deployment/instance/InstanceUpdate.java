package sleeper.deployment.instance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.deployment.resource.RequestType;
import sleeper.deployment.resource.ResourceRequest;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.storage.s3.S3DocumentStore;

/**
 * Makes an instance of deployed buckets and tables, or changes it.
 *
 * <p>All is checked first, and nothing is changed by what cannot be done as a whole. What was
 * broken off goes on when it is done again.
 */
public final class InstanceUpdate {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceUpdate.class);

  private final DeploymentClients clients;

  public InstanceUpdate(DeploymentClients clients) {
    this.clients = clients;
  }

  /**
   * Does what a request to create or update asks for.
   *
   * @return what was done, in a sentence
   * @throws sleeper.core.error.InvalidInput if it cannot be done; nothing has changed
   * @throws IOException if something was not to be reached
   */
  public String apply(ResourceRequest request) throws IOException {
    InstanceProperties properties = InstanceRequest.readProperties(request.properties());
    try (AwsClients aws = clients.aws()) {
      InstanceRequest wanted = InstanceRequest.read(request.properties(), aws.s3());
      InstanceRequest before =
          request.type() == RequestType.UPDATE
              ? InstanceRequest.readEarlier(request.oldProperties(), aws.s3())
              : InstanceRequest.NOTHING;
      String bucket = properties.get(AwsProperty.CONFIG_BUCKET);
      S3DocumentStore config = new S3DocumentStore(aws.s3(), bucket);
      InstanceDocument document = new InstanceDocument(config);
      check(bucket, document, new InstanceChange(wanted, before));
      DeploymentMark.of(request.ids()).write(config);
      document.write(wanted.properties(), before.properties());
      LOG.info("Wrote the properties of the instance into bucket {}", bucket);
      try (SleeperInstance instance = open(bucket)) {
        new TablesUpdate(instance.tables(), before.tables()).apply(wanted.tables());
      }
      return "Instance %s has %d deployed tables"
          .formatted(properties.get(InstanceProperty.ID), wanted.tables().tables().size());
    }
  }

  /** What a template asks for, and what it asked for before. */
  private record InstanceChange(InstanceRequest wanted, InstanceRequest before) {}

  private void check(String bucket, InstanceDocument document, InstanceChange change)
      throws IOException {
    Optional<InstanceProperties> current = document.read();
    if (current.isEmpty()) {
      checkFirst(change);
      return;
    }
    InstanceDocument.check(current.get(), change.wanted().properties());
    try (SleeperInstance instance = open(bucket)) {
      new TablesUpdate(instance.tables(), change.before().tables()).check(change.wanted().tables());
    }
  }

  /**
   * Where the template names another instance, it has other buckets, and CloudFormation deletes
   * those of before in the end. When it takes that back, the instance is there.
   */
  private static void checkFirst(InstanceChange change) {
    Map<String, String> before = change.before().properties();
    for (Property<String> property : List.of(InstanceProperty.ID, AwsProperty.CONFIG_BUCKET)) {
      String name = property.name();
      String was = before.getOrDefault(name, "");
      String is = change.wanted().properties().getOrDefault(name, "");
      if (!was.isBlank() && !was.equals(is)) {
        throw new InvalidInput(
            "Property %s cannot become %s, as the data of instance %s would be left behind; deploy another stack for another instance"
                .formatted(name, is, before.get(InstanceProperty.ID.name())));
      }
    }
  }

  private SleeperInstance open(String bucket) {
    return SleeperInstance.connectToBucket(clients.aws(), bucket);
  }
}
