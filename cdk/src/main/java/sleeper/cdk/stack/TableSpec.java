package sleeper.cdk.stack;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.ProjectionType;

/**
 * What a DynamoDB table of an instance looks like.
 *
 * @param kind the end of its name
 * @param naming which form of the instance's id is in its name
 * @param keys its partition key, and its sort key if it has one
 * @param content what happens to its items
 */
record TableSpec(String kind, Naming naming, List<Attribute> keys, Content content) {

  /** The attribute after which items go by themselves. */
  static final String EXPIRY = "ExpiryDate";

  /** Which form of the instance's id is in a table's name. */
  enum Naming {
    CLEAN,
    RAW
  }

  /** What happens to items. */
  enum Content {
    /** They are data, which would be missed. */
    LASTING,
    /** They are reports, which go by themselves. */
    EXPIRING
  }

  private static final String TABLE_ID = "TABLE_ID";

  /** All tables of an instance. */
  static List<TableSpec> all() {
    return List.of(
        lasting("table-index-by-name", Naming.CLEAN, text("TableName"), null),
        lasting("table-index-by-id", Naming.CLEAN, text("TableId"), null),
        lasting("table-index-by-online", Naming.CLEAN, text("Online"), text("TableName")),
        lasting("file-transaction-log", Naming.RAW, text(TABLE_ID), number("TRANSACTION_NUMBER")),
        lasting(
            "partition-transaction-log", Naming.RAW, text(TABLE_ID), number("TRANSACTION_NUMBER")),
        lasting(
            "transaction-log-all-snapshots",
            Naming.RAW,
            text("TABLE_ID_AND_SNAPSHOT_TYPE"),
            number("TRANSACTION_NUMBER")),
        lasting("transaction-log-latest-snapshots", Naming.RAW, text(TABLE_ID), null),
        expiring("ingest-job-updates", text("TableId"), text("JobIdAndUpdate")),
        expiring("ingest-job-lookup", text("JobId"), null),
        expiring("ingest-task-status", text("TaskId"), number("UpdateTime")),
        expiring("ingest-job-progress", text("TableId"), text("Entry")),
        lasting("ingest-job-ledger", Naming.RAW, text(TABLE_ID), text("ENTRY")),
        lasting("ingest-write-intents", Naming.RAW, text(TABLE_ID), text("ENTRY")));
  }

  /** The index that it has, if it has one. */
  Optional<GlobalSecondaryIndexProps> index() {
    return switch (kind) {
      case "ingest-job-lookup" ->
          Optional.of(
              GlobalSecondaryIndexProps.builder()
                  .indexName("by-validation")
                  .partitionKey(text("LastValidationResult"))
                  .projectionType(ProjectionType.INCLUDE)
                  .nonKeyAttributes(List.of("TableId"))
                  .build());
      case "ingest-job-ledger" ->
          Optional.of(
              GlobalSecondaryIndexProps.builder()
                  .indexName("newest-jobs")
                  .partitionKey(text("TABLE_AND_LIFE"))
                  .sortKey(number("COMMIT_TIME"))
                  .projectionType(ProjectionType.ALL)
                  .build());
      default -> Optional.empty();
    };
  }

  private static TableSpec lasting(
      String kind, Naming naming, Attribute partitionKey, @Nullable Attribute sortKey) {
    return new TableSpec(kind, naming, keys(partitionKey, sortKey), Content.LASTING);
  }

  private static TableSpec expiring(
      String kind, Attribute partitionKey, @Nullable Attribute sortKey) {
    return new TableSpec(kind, Naming.RAW, keys(partitionKey, sortKey), Content.EXPIRING);
  }

  private static List<Attribute> keys(Attribute partitionKey, @Nullable Attribute sortKey) {
    return sortKey == null ? List.of(partitionKey) : List.of(partitionKey, sortKey);
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }

  private static Attribute number(String name) {
    return Attribute.builder().name(name).type(AttributeType.NUMBER).build();
  }
}
