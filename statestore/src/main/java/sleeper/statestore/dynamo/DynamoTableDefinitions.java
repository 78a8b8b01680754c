package sleeper.statestore.dynamo;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the DynamoDB tables of an instance look like: Sleeper's, and ours beside them. */
public final class DynamoTableDefinitions {

  /** The index of the ledger by which jobs are listed, newest first. */
  public static final String NEWEST_JOBS = "newest-jobs";

  /** Sleeper's index of jobs by how their messages were judged. */
  public static final String BY_VALIDATION = "by-validation";

  /**
   * A table.
   *
   * @param request makes it
   * @param expiry the attribute after which items go by themselves, in seconds; empty if none do
   */
  public record Definition(CreateTableRequest request, String expiry) {

    /** Its name. */
    public String name() {
      return request.tableName();
    }
  }

  private record Key(String name, ScalarAttributeType type) {}

  private DynamoTableDefinitions() {}

  /** All tables. */
  public static List<Definition> all(DynamoTableNames names) {
    return List.of(
        lasting(table(names.indexByName(), text("TableName"))),
        lasting(table(names.indexById(), text("TableId"))),
        lasting(table(names.indexByOnline(), text("Online"), text("TableName"))),
        lasting(table(names.fileLog(), text("TABLE_ID"), number("TRANSACTION_NUMBER"))),
        lasting(table(names.partitionLog(), text("TABLE_ID"), number("TRANSACTION_NUMBER"))),
        lasting(
            table(
                names.allSnapshots(),
                text("TABLE_ID_AND_SNAPSHOT_TYPE"),
                number("TRANSACTION_NUMBER"))),
        lasting(table(names.latestSnapshots(), text("TABLE_ID"))),
        expiring(table(names.jobUpdates(), text("TableId"), text("JobIdAndUpdate"))),
        expiring(jobLookup(names.jobLookup())),
        expiring(table(names.taskStatus(), text("TaskId"), number("UpdateTime"))),
        expiring(table(names.jobProgress(), text("TableId"), text("Entry"))),
        lasting(ledger(names.ledger())),
        lasting(table(names.writeIntents(), text("TABLE_ID"), text("ENTRY"))));
  }

  private static CreateTableRequest.Builder jobLookup(String name) {
    return withIndex(
        table(name, text("JobId")),
        GlobalSecondaryIndex.builder()
            .indexName(BY_VALIDATION)
            .keySchema(keys(text("LastValidationResult")))
            .projection(
                Projection.builder()
                    .projectionType(ProjectionType.INCLUDE)
                    .nonKeyAttributes("TableId")
                    .build()),
        text("LastValidationResult"));
  }

  private static CreateTableRequest.Builder ledger(String name) {
    return withIndex(
        table(name, text("TABLE_ID"), text("ENTRY")),
        GlobalSecondaryIndex.builder()
            .indexName(NEWEST_JOBS)
            .keySchema(keys(text("TABLE_AND_LIFE"), number("COMMIT_TIME")))
            .projection(Projection.builder().projectionType(ProjectionType.ALL).build()),
        text("TABLE_AND_LIFE"),
        number("COMMIT_TIME"));
  }

  private static CreateTableRequest.Builder table(String name, Key... keys) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(keys(keys))
        .attributeDefinitions(definitions(keys));
  }

  private static CreateTableRequest.Builder withIndex(
      CreateTableRequest.Builder table, GlobalSecondaryIndex.Builder index, Key... more) {
    List<AttributeDefinition> all = new ArrayList<>(table.build().attributeDefinitions());
    all.addAll(definitions(more));
    return table.attributeDefinitions(all).globalSecondaryIndexes(index.build());
  }

  private static List<KeySchemaElement> keys(Key... keys) {
    List<KeySchemaElement> elements = new ArrayList<>();
    for (Key key : keys) {
      KeyType type = elements.isEmpty() ? KeyType.HASH : KeyType.RANGE;
      elements.add(KeySchemaElement.builder().attributeName(key.name()).keyType(type).build());
    }
    return elements;
  }

  private static List<AttributeDefinition> definitions(Key... keys) {
    List<AttributeDefinition> definitions = new ArrayList<>();
    for (Key key : keys) {
      definitions.add(
          AttributeDefinition.builder()
              .attributeName(key.name())
              .attributeType(key.type())
              .build());
    }
    return definitions;
  }

  private static Key text(String name) {
    return new Key(name, ScalarAttributeType.S);
  }

  private static Key number(String name) {
    return new Key(name, ScalarAttributeType.N);
  }

  private static Definition lasting(CreateTableRequest.Builder table) {
    return new Definition(table.build(), "");
  }

  private static Definition expiring(CreateTableRequest.Builder table) {
    return new Definition(table.build(), "ExpiryDate");
  }
}
