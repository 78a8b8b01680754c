package sleeper.core.properties;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an instance on AWS: who it is, and where its buckets, tables and queues are. Its
 * deployment writes most of them; the names are Sleeper's.
 */
public final class AwsProperty {

  private static final List<Property<?>> ALL = new ArrayList<>();

  public static final Property<String> ACCOUNT =
      add("sleeper.account", PropertyType.TEXT, null, "The AWS account of the instance.");

  public static final Property<String> REGION =
      add("sleeper.region", PropertyType.TEXT, null, "The AWS region of the instance.");

  public static final Property<String> VERSION =
      add(
          "sleeper.version",
          PropertyType.TEXT,
          null,
          "The version of Sleeper that deployed the instance, if it was Sleeper.");

  public static final Property<String> CONFIG_BUCKET =
      add("sleeper.config.bucket", PropertyType.TEXT, null, "The bucket of the properties files.");

  public static final Property<String> DATA_BUCKET =
      add(
          "sleeper.data.bucket",
          PropertyType.TEXT,
          null,
          "The bucket of data files, snapshots and large transactions.");

  public static final Property<String> FILESYSTEM =
      add(
          "sleeper.filesystem",
          PropertyType.TEXT,
          "s3a://",
          "What comes before the bucket in the names of data files.");

  public static final Property<Boolean> SHARED =
      add(
          "sleeper.statestore.shared",
          PropertyType.TRUE_OR_FALSE,
          "true",
          "Whether Sleeper's own code also writes to the state store of the instance. Then commits"
              + " are made as its writers expect, no snapshots are written, no logs are trimmed, and"
              + " tables that it cannot read are refused.");

  public static final Property<Boolean> MADE_BY_COMMAND =
      add(
          "sleeper.instance.made.by.command",
          PropertyType.TRUE_OR_FALSE,
          "false",
          "Whether the instance was made by the command that makes instances, which then also"
              + " deletes it.");

  public static final Property<String> INDEX_BY_NAME =
      addTable("sleeper.tables.name.index.dynamo.table", "the tables' names");

  public static final Property<String> INDEX_BY_ID =
      addTable("sleeper.tables.id.index.dynamo.table", "the tables' ids");

  public static final Property<String> INDEX_BY_ONLINE =
      addTable("sleeper.tables.online.index.dynamo.table", "the tables that are online");

  public static final Property<String> FILE_LOG =
      addTable(
          "sleeper.statestore.transactionlog.dynamo.file.log.table", "the transactions of files");

  public static final Property<String> PARTITION_LOG =
      addTable(
          "sleeper.statestore.transactionlog.dynamo.partition.log.table",
          "the transactions of partitions");

  public static final Property<String> ALL_SNAPSHOTS =
      addTable("sleeper.statestore.transactionlog.dynamo.all.snapshots.table", "all snapshots");

  public static final Property<String> LATEST_SNAPSHOTS =
      addTable(
          "sleeper.statestore.transactionlog.dynamo.latest.snapshots.table",
          "the latest snapshots");

  public static final Property<String> COMMIT_QUEUE_URL =
      add(
          "sleeper.statestore.committer.queue.url",
          PropertyType.TEXT,
          null,
          "The queue of Sleeper's own committer.");

  public static final Property<Boolean> COMMIT_THROUGH_QUEUE =
      add(
          "sleeper.ingest.commit.through.queue",
          PropertyType.TRUE_OR_FALSE,
          "false",
          "Whether jobs are committed through the queue of Sleeper's committer, on an instance that"
              + " is shared with Sleeper, instead of directly to the log.");

  public static final Property<String> JOB_QUEUE_URL =
      add(
          "sleeper.ingest.job.queue.url",
          PropertyType.TEXT,
          null,
          "The queue that messages of ingest jobs are sent to.");

  public static final Property<String> JOB_QUEUE_ARN =
      add("sleeper.ingest.job.queue.arn", PropertyType.TEXT, null, "The same queue by its ARN.");

  public static final Property<String> JOB_DEAD_LETTER_URL =
      add(
          "sleeper.ingest.job.dlq.url",
          PropertyType.TEXT,
          null,
          "The queue of messages that failed too often.");

  public static final Property<String> JOB_DEAD_LETTER_ARN =
      add("sleeper.ingest.job.dlq.arn", PropertyType.TEXT, null, "The same queue by its ARN.");

  public static final Property<String> INGEST_ROLE_ARN =
      add(
          "sleeper.ingest.role.arn",
          PropertyType.TEXT,
          null,
          "The role of ingest tasks, which needs read access to the files to ingest.");

  public static final Property<Integer> INGEST_TASKS_MAX =
      add(
          "sleeper.ingest.max.concurrent.tasks",
          PropertyType.wholeNumber(0, Integer.MAX_VALUE),
          "200",
          "How many ingest tasks may run at once; 0 lets none be started.");

  public static final Property<String> INGEST_CLUSTER =
      add(
          "sleeper.ingest.cluster",
          PropertyType.TEXT,
          null,
          "The name of the ECS cluster that ingest tasks are started in.");

  public static final Property<String> INGEST_TASK_DEFINITION_FAMILY =
      add(
          "sleeper.ingest.task.definition.family",
          PropertyType.TEXT,
          null,
          "The family of the ECS task definitions of ingest tasks; its newest one is started.");

  public static final Property<List<String>> SUBNETS =
      add(
          "sleeper.subnets",
          PropertyType.LIST,
          "",
          "The subnets that ECS tasks are started in. AWS takes one to 16 of them.");

  public static final Property<List<String>> ECS_SECURITY_GROUPS =
      add(
          "sleeper.ecs.security.groups",
          PropertyType.LIST,
          "",
          "The ids of up to 5 security groups of ECS tasks; the VPC's default one if there are"
              + " none.");

  public static final Property<Boolean> ECS_PUBLIC_ADDRESS =
      add(
          "sleeper.ecs.public.address",
          PropertyType.TRUE_OR_FALSE,
          "false",
          "Whether an ECS task gets a public address, by which it reaches AWS from a public subnet"
              + " without a NAT.");

  public static final Property<String> FARGATE_VERSION =
      add(
          "sleeper.fargate.version",
          PropertyType.TEXT,
          "1.4.0",
          "The version of the Fargate platform that ECS tasks run on.");

  public static final Property<String> NOTIFICATION_TOPIC_ARN =
      add(
          "sleeper.ingest.notification.topic.arn",
          PropertyType.TEXT,
          null,
          "The SNS topic that hears of every job that ends; none if it is not set.");

  public static final Property<Boolean> TRACKER_ENABLED =
      add(
          "sleeper.ingest.tracker.enabled",
          PropertyType.TRUE_OR_FALSE,
          "true",
          "Whether jobs and tasks are tracked for reports.");

  private AwsProperty() {}

  /** All of them, in the order of the documentation. */
  public static List<Property<?>> all() {
    return List.copyOf(ALL);
  }

  private static Property<String> addTable(String name, String content) {
    return add(name, PropertyType.TEXT, null, "The DynamoDB table of " + content + ".");
  }

  private static <T> Property<T> add(
      String name, PropertyType<T> type, @Nullable String defaultText, String description) {
    Property<T> property = new Property<>(name, type, defaultText, description);
    ALL.add(property);
    return property;
  }
}
