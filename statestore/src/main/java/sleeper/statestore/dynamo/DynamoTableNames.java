package sleeper.statestore.dynamo;

import java.util.Locale;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;

/**
 * The names of the DynamoDB tables of an instance: those that its properties give, and the names
 * that Sleeper gives by default where there is no property or it is not set.
 *
 * @param properties of the instance; they have its id
 */
public record DynamoTableNames(InstanceProperties properties) {

  /** The index of tables by their names. */
  public String indexByName() {
    return named(AwsProperty.INDEX_BY_NAME, cleaned("table-index-by-name"));
  }

  /** The index of tables by their ids. */
  public String indexById() {
    return named(AwsProperty.INDEX_BY_ID, cleaned("table-index-by-id"));
  }

  /** The index of tables by whether they are online. */
  public String indexByOnline() {
    return named(AwsProperty.INDEX_BY_ONLINE, cleaned("table-index-by-online"));
  }

  /** The transaction log of files. */
  public String fileLog() {
    return named(AwsProperty.FILE_LOG, raw("file-transaction-log"));
  }

  /** The transaction log of partitions. */
  public String partitionLog() {
    return named(AwsProperty.PARTITION_LOG, raw("partition-transaction-log"));
  }

  /** All snapshots. */
  public String allSnapshots() {
    return named(AwsProperty.ALL_SNAPSHOTS, raw("transaction-log-all-snapshots"));
  }

  /** The latest snapshots. */
  public String latestSnapshots() {
    return named(AwsProperty.LATEST_SNAPSHOTS, raw("transaction-log-latest-snapshots"));
  }

  /** What happened to ingest jobs. */
  public String jobUpdates() {
    return raw("ingest-job-updates");
  }

  /** Which tables ingest jobs belong to. */
  public String jobLookup() {
    return raw("ingest-job-lookup");
  }

  /** What happened to ingest tasks. */
  public String taskStatus() {
    return raw("ingest-task-status");
  }

  /** How far running jobs have come, and what Sleeper has no place for. Ours. */
  public String jobProgress() {
    return raw("ingest-job-progress");
  }

  /** The job ledger. Ours. */
  public String ledger() {
    return raw("ingest-job-ledger");
  }

  /** Write intents, and tables that are being made or were dropped. Ours. */
  public String writeIntents() {
    return raw("ingest-write-intents");
  }

  private String named(Property<String> property, String otherwise) {
    return properties.find(property).orElse(otherwise);
  }

  /** Sleeper uses the id as it was given for these. */
  private String raw(String suffix) {
    return "sleeper-" + id() + "-" + suffix;
  }

  /** Sleeper uses the id in lower case and without dots for these. */
  private String cleaned(String suffix) {
    return "sleeper-" + id().toLowerCase(Locale.ROOT).replace('.', '-') + "-" + suffix;
  }

  private String id() {
    return properties.get(InstanceProperty.ID);
  }
}
