package sleeper.aws.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sleeper.aws.setup.Queues.Queue;
import sleeper.aws.setup.Queues.QueueLimits;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;
import sleeper.instance.aws.InstanceFinder;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;

/** Makes one instance. A mark in the config bucket says from the start that it is being made. */
final class InstanceCreation {

  private final AwsClients clients;
  private final AwsNames names;
  private final SetupNotes notes = new SetupNotes();
  private final Buckets buckets;
  private final Queues queues;
  private final SetupDocuments documents;

  InstanceCreation(AwsClients clients, AwsNames names) {
    this.clients = clients;
    this.names = names;
    buckets = new Buckets(clients.s3(), notes);
    queues = new Queues(clients.sqs(), notes);
    documents = new SetupDocuments(clients.s3(), names.configBucket());
  }

  SetupReport create(InstanceProperties properties) {
    InstanceProperties planned = with(ownNames(), properties);
    Tables tables = tables(planned);
    checkNoInstance();
    checkNoLeftovers(tables);
    buckets.make(names.configBucket());
    documents.write(SetupDocuments.BEING_MADE, planned);
    buckets.make(names.dataBucket());
    tables.make();
    finish(with(queueNames(planned), planned));
    return notes.report(names.instanceId());
  }

  /** Now it is an instance. */
  private void finish(InstanceProperties whole) {
    boolean isFirst = documents.write(SetupDocuments.MADE, whole);
    documents.delete(SetupDocuments.BEING_MADE);
    if (!isFirst) {
      // The queues may have got our settings last, though the instance has those of the other.
      documents.read(SetupDocuments.MADE).ifPresent(this::queueNames);
      throw new InvalidInput(
          ("Instance %s was made by somebody else at the same time, with other properties; look at"
                  + " them with sleeper instance describe")
              .formatted(names.instanceId()));
    }
    notes.made(Kind.DOCUMENT, names.configBucket() + "/" + SetupDocuments.MADE);
  }

  private Tables tables(InstanceProperties properties) {
    return new Tables(
        new DynamoTables(clients.dynamoDb(), new DynamoTableNames(properties)), notes);
  }

  private void checkNoInstance() {
    if (new InstanceFinder(clients).lookFor(names).isPresent()) {
      throw new InvalidInput(
          "There is an instance %s in account %s already; use it, or choose another id"
              .formatted(names.instanceId(), names.account()));
    }
    if (documents.read(SetupDocuments.BEING_DELETED).isPresent()) {
      throw new InvalidInput(
          "Instance %s is being deleted; finish that first with sleeper instance delete %s"
              .formatted(names.instanceId(), names.instanceId()));
    }
  }

  /**
   * What has the names of a new instance must be of one that was being made: an old log or old
   * files would come to life again in the new one. Marks are read last, since another process that
   * makes the same instance writes them first.
   */
  private void checkNoLeftovers(Tables tables) {
    List<String> left = new ArrayList<>();
    if (buckets.hasObjects(names.configBucket())) {
      left.add("bucket " + names.configBucket());
    }
    if (buckets.isThere(names.dataBucket())) {
      left.add("bucket " + names.dataBucket());
    }
    tables.existing().forEach(table -> left.add("table " + table));
    if (!left.isEmpty() && documents.read(SetupDocuments.BEING_MADE).isEmpty()) {
      checkNoInstance();
      throw new InvalidInput(
          "There is no instance %s, but what is left of one: %s; delete that, or choose another id"
              .formatted(names.instanceId(), String.join(", ", left)));
    }
  }

  private InstanceProperties ownNames() {
    InstanceProperties id =
        InstanceProperties.empty().with(InstanceProperty.ID, names.instanceId());
    DynamoTableNames tables = new DynamoTableNames(id);
    return id.with(AwsProperty.ACCOUNT, names.account())
        .with(AwsProperty.REGION, region())
        .with(AwsProperty.SHARED, false)
        .with(AwsProperty.MADE_BY_COMMAND, true)
        .with(AwsProperty.CONFIG_BUCKET, names.configBucket())
        .with(AwsProperty.DATA_BUCKET, names.dataBucket())
        .with(AwsProperty.FILESYSTEM, "s3a://")
        .with(AwsProperty.INDEX_BY_NAME, tables.indexByName())
        .with(AwsProperty.INDEX_BY_ID, tables.indexById())
        .with(AwsProperty.INDEX_BY_ONLINE, tables.indexByOnline())
        .with(AwsProperty.FILE_LOG, tables.fileLog())
        .with(AwsProperty.PARTITION_LOG, tables.partitionLog())
        .with(AwsProperty.ALL_SNAPSHOTS, tables.allSnapshots())
        .with(AwsProperty.LATEST_SNAPSHOTS, tables.latestSnapshots());
  }

  private InstanceProperties queueNames(InstanceProperties planned) {
    Queue dead = queues.makeDeadLetterQueue(names.deadLetterQueue());
    QueueLimits limits =
        new QueueLimits(
            planned.get(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS),
            planned.get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES));
    Queue jobs = queues.makeJobQueue(names.jobQueue(), dead, limits);
    return InstanceProperties.empty()
        .with(AwsProperty.JOB_QUEUE_URL, jobs.url())
        .with(AwsProperty.JOB_QUEUE_ARN, jobs.arn())
        .with(AwsProperty.JOB_DEAD_LETTER_URL, dead.url())
        .with(AwsProperty.JOB_DEAD_LETTER_ARN, dead.arn());
  }

  private String region() {
    return clients.s3().serviceClientConfiguration().region().id();
  }

  /** What the user has set and what is set here, which must not contradict each other. */
  private static InstanceProperties with(InstanceProperties own, InstanceProperties set) {
    InstanceProperties all = set;
    for (Map.Entry<String, String> property : own.asMap().entrySet()) {
      String value = set.asMap().getOrDefault(property.getKey(), property.getValue());
      if (!value.equals(property.getValue())) {
        throw new InvalidInput(
            "Property %s is set when the instance is made, to %s; leave it out"
                .formatted(property.getKey(), property.getValue()));
      }
      all = all.withText(property.getKey(), property.getValue());
    }
    return all;
  }
}
