package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

class DynamoTablesTest {

  private static final List<String> OURS =
      List.of("ingest-job-ledger", "ingest-job-progress", "ingest-write-intents");

  private final DynamoTableNames names = named("Tables.One");
  private final DynamoTables tables = new DynamoTables(TestClients.dynamoDb(), names);

  @AfterEach
  void delete() {
    tables.delete();
  }

  @Test
  void shouldMakeAllTablesAndMakeThemAgain() {
    tables.create();
    tables.create();

    assertThat(there())
        .containsExactlyInAnyOrder(
            "sleeper-Tables.One-file-transaction-log",
            "sleeper-Tables.One-ingest-job-ledger",
            "sleeper-Tables.One-ingest-job-lookup",
            "sleeper-Tables.One-ingest-job-progress",
            "sleeper-Tables.One-ingest-job-updates",
            "sleeper-Tables.One-ingest-task-status",
            "sleeper-Tables.One-ingest-write-intents",
            "sleeper-Tables.One-partition-transaction-log",
            "sleeper-Tables.One-transaction-log-all-snapshots",
            "sleeper-Tables.One-transaction-log-latest-snapshots",
            "sleeper-tables-one-table-index-by-id",
            "sleeper-tables-one-table-index-by-name",
            "sleeper-tables-one-table-index-by-online");
  }

  @Test
  void shouldPayForRequestsAndLetTrackersForget() {
    tables.create();

    for (String table : there()) {
      assertThat(describe(table).billingModeSummary().billingMode())
          .isEqualTo(BillingMode.PAY_PER_REQUEST);
    }
    List<String> expiring =
        List.of(names.jobUpdates(), names.jobLookup(), names.taskStatus(), names.jobProgress());
    for (String table : there()) {
      assertThat(expiry(table))
          .as(table)
          .isEqualTo(expiring.contains(table) ? Optional.of("ExpiryDate") : Optional.empty());
    }
  }

  @Test
  void shouldMakeNothingButOursBesideSleepers() {
    tables.createOurs();

    assertThat(there()).allMatch(table -> OURS.stream().anyMatch(table::endsWith)).hasSize(3);
  }

  @Test
  void shouldDeleteWhatIsThere() {
    tables.createOurs();
    tables.delete();

    assertThat(there()).isEmpty();
  }

  @Test
  void shouldTakeTheNamesThatPropertiesGive() {
    DynamoTableNames given =
        new DynamoTableNames(
            InstanceProperties.of(
                Map.of(
                    InstanceProperty.ID.name(), "x",
                    AwsProperty.FILE_LOG.name(), "files",
                    AwsProperty.INDEX_BY_ID.name(), "ids")));

    assertThat(given.fileLog()).isEqualTo("files");
    assertThat(given.indexById()).isEqualTo("ids");
    assertThat(given.partitionLog()).isEqualTo("sleeper-x-partition-transaction-log");
  }

  private static DynamoTableNames named(String id) {
    return new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, id));
  }

  private static List<String> there() {
    return TestClients.dynamoDb().listTablesPaginator().tableNames().stream()
        .filter(table -> table.toLowerCase(Locale.ROOT).contains("tables"))
        .toList();
  }

  private static TableDescription describe(String table) {
    return TestClients.dynamoDb().describeTable(request -> request.tableName(table)).table();
  }

  private static Optional<String> expiry(String table) {
    return Optional.ofNullable(
        TestClients.dynamoDb()
            .describeTimeToLive(request -> request.tableName(table))
            .timeToLiveDescription()
            .attributeName());
  }
}
