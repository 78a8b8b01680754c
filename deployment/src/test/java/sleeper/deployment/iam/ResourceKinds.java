package sleeper.deployment.iam;

import java.util.Map;

/**
 * Tells what the resources of an instance are by their names, in the words of permissions.
 *
 * @param byName buckets, queues and topics; tables are known by the instance's id
 * @param instanceId the instance
 */
public record ResourceKinds(Map<String, String> byName, String instanceId) {

  /** Holds the properties of the instance and of its tables. */
  public static final String CONFIG_BUCKET = "config-bucket";

  /** Holds data files, snapshots and large transactions. */
  public static final String DATA_BUCKET = "data-bucket";

  /** Holds files to ingest. */
  public static final String SOURCE_BUCKET = "source-bucket";

  /** Holds what was uploaded for the deployment. */
  public static final String ASSETS_BUCKET = "assets-bucket";

  /** Has the job messages. */
  public static final String JOB_QUEUE = "job-queue";

  /** Has the job messages that failed too often. */
  public static final String DEAD_LETTER_QUEUE = "dead-letter-queue";

  /** Hears of jobs that end. */
  public static final String TOPIC = "topic";

  /** The ECS cluster of ingest tasks. */
  public static final String CLUSTER = "cluster";

  /** The tasks of the cluster. */
  public static final String TASK = "task";

  /** What is started as a task. */
  public static final String TASK_DEFINITION = "task-definition";

  /** The roles of the task definition. */
  public static final String TASK_ROLES = "task-roles";

  /** What IAM gives no names to. */
  public static final String ANY = "any";

  /** Begins the kinds of DynamoDB tables, such as {@code table/file-transaction-log}. */
  public static final String TABLE = "table/";

  public ResourceKinds {
    byName = Map.copyOf(byName);
  }

  /** What a bucket, queue or topic is. */
  String of(String name) {
    String kind = byName.get(name.substring(name.lastIndexOf('/') + 1));
    if (kind == null) {
      throw new IllegalArgumentException("It is not known what " + name + " is");
    }
    return kind;
  }

  /** What a DynamoDB table is. */
  String ofTable(String name) {
    String prefix = "sleeper-" + instanceId + "-";
    if (!name.startsWith(prefix)) {
      throw new IllegalArgumentException("Table " + name + " is not the instance's");
    }
    return TABLE + name.substring(prefix.length());
  }
}
