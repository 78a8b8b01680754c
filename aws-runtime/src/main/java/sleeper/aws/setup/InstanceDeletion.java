package sleeper.aws.setup;

import java.util.Optional;
import java.util.stream.Stream;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;

/**
 * Deletes one instance. First it stops being one, for everybody at once; the mark that says whose
 * the rest is goes last.
 */
final class InstanceDeletion {

  private final AwsClients clients;
  private final AwsNames names;
  private final SetupNotes notes = new SetupNotes();
  private final Buckets buckets;
  private final Queues queues;
  private final SetupDocuments documents;

  InstanceDeletion(AwsClients clients, AwsNames names) {
    this.clients = clients;
    this.names = names;
    buckets = new Buckets(clients.s3(), notes);
    queues = new Queues(clients.sqs(), notes);
    documents = new SetupDocuments(clients.s3(), names.configBucket());
  }

  SetupReport delete() {
    Optional<InstanceProperties> known =
        Stream.of(SetupDocuments.MADE, SetupDocuments.BEING_DELETED, SetupDocuments.BEING_MADE)
            .map(documents::read)
            .flatMap(Optional::stream)
            .findFirst();
    if (known.isPresent()) {
      checkOurs(known.get());
      delete(known.get());
    } else {
      deleteEmptyBucket();
    }
    return notes.report(names.instanceId());
  }

  private void checkOurs(InstanceProperties properties) {
    if (!properties.get(AwsProperty.MADE_BY_COMMAND)) {
      throw new InvalidInput(
          "Instance %s was not made by sleeper instance create; delete it with what deployed it"
              .formatted(names.instanceId()));
    }
  }

  private void delete(InstanceProperties properties) {
    documents.write(SetupDocuments.BEING_DELETED, properties);
    if (documents.read(SetupDocuments.MADE).isPresent()) {
      documents.delete(SetupDocuments.MADE);
      notes.deleted(Kind.DOCUMENT, names.configBucket() + "/" + SetupDocuments.MADE);
    }
    queues.delete(names.jobQueue());
    queues.delete(names.deadLetterQueue());
    new Tables(new DynamoTables(clients.dynamoDb(), new DynamoTableNames(properties)), notes)
        .delete();
    buckets.empty(names.dataBucket(), key -> false);
    buckets.delete(names.dataBucket());
    buckets.empty(names.configBucket(), SetupDocuments::isMark);
    documents.delete(SetupDocuments.BEING_MADE);
    documents.delete(SetupDocuments.BEING_DELETED);
    buckets.delete(names.configBucket());
  }

  /** What is left of a setup that was killed right after its first or before its last step. */
  private void deleteEmptyBucket() {
    if (!buckets.isThere(names.configBucket()) || buckets.hasObjects(names.configBucket())) {
      throw new InvalidInput(
          "There is no instance %s in account %s".formatted(names.instanceId(), names.account()));
    }
    buckets.delete(names.configBucket());
  }
}
