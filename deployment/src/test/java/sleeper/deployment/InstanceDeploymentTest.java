package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.deployment.CloudFormation.Answer;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;

class InstanceDeploymentTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final Schema LONGER =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .nullableValue("more", PrimitiveType.STRING)
          .build();
  private static final String CODEC = "sleeper.table.parquet.compression.codec";
  private static final String PAGE_SIZE = "sleeper.table.parquet.page.size";
  private static final String IDLE = "sleeper.ingest.task.idle.seconds";
  private static final String GRACE = "sleeper.ingest.task.stop.grace.seconds";

  private TestStack stack;

  @BeforeEach
  void deploy() throws IOException {
    stack = TestStack.deploy();
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void shouldMakeAnInstanceThatCanBeUsed() throws IOException {
    DeployedTable numbers =
        new DeployedTable("numbers", SCHEMA, List.of("10", "20"), Map.of(CODEC, "snappy"));

    Answer answer = stack.create(stack.resource(stack.properties(), numbers, table("other")));

    assertSuccess(answer);
    assertThat(answer.text("PhysicalResourceId")).isEqualTo("sleeper-" + stack.id());
    assertThat(stack.storedProperties()).isEqualTo(stack.properties());
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().firstSplitPoints("numbers")).containsExactly(10L, 20L);
      assertThat(instance.tables().find("numbers").properties()).containsEntry(CODEC, "snappy");
      instance.ingestFactory().ingest("numbers", rows(1, 15, 30));
      assertThat(instance.tables().find("numbers").files()).isEqualTo(3);
      assertThat(instance.tables().find("other").rows()).isZero();
    }
  }

  @Test
  void shouldChangeNothingWhenItIsDoneAgain() throws IOException {
    ObjectNode event = stack.event("Create", stack.resource(stack.properties(), table("t")));
    assertSuccess(stack.invoke(event));
    String id = tableId("t");
    ingest("t", 1, 2);

    assertSuccess(stack.invoke(event));

    assertThat(tableId("t")).isEqualTo(id);
    assertRows("t", 2);
  }

  @Test
  void shouldSetWhatChangesAndKeepWhatSomebodyHasSet() throws IOException {
    ObjectNode first =
        stack.resource(
            stack.with(IDLE, "60"),
            new DeployedTable("t", SCHEMA, List.of(), Map.of(CODEC, "snappy", PAGE_SIZE, "2M")));
    assertSuccess(stack.create(first));
    stack.setByHand(GRACE, "50");
    stack.setByHand("somebody.elses", "1");
    try (SleeperInstance instance = stack.open()) {
      instance.tables().changeProperties("t", Map.of("sleeper.table.x", "y"), Set.of());
    }

    assertSuccess(
        stack.update(
            stack.resource(
                stack.properties(),
                new DeployedTable("t", SCHEMA, List.of(), Map.of(CODEC, "gzip")),
                table("new")),
            first));

    assertThat(stack.storedProperties())
        .containsEntry(GRACE, "50")
        .containsEntry("somebody.elses", "1")
        .doesNotContainKey(IDLE);
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().find("t").properties())
          .containsExactlyInAnyOrderEntriesOf(Map.of(CODEC, "gzip", "sleeper.table.x", "y"));
      assertThat(instance.tables().properties("new")).isPresent();
    }
  }

  @Test
  void shouldKeepAValueThatSomebodyHasChangedOnceItIsNotDeployedAnyMore() throws IOException {
    ObjectNode first = stack.resource(stack.with(IDLE, "60"));
    assertSuccess(stack.create(first));
    stack.setByHand(IDLE, "61");

    assertSuccess(stack.update(stack.resource(stack.properties()), first));

    assertThat(stack.storedProperties()).containsEntry(IDLE, "61");
  }

  @Test
  void shouldAddColumnsAndTakeThemBackFromNobody() throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"));
    ObjectNode second =
        stack.resource(stack.properties(), new DeployedTable("t", LONGER, List.of(), Map.of()));
    assertSuccess(stack.create(first));

    assertSuccess(stack.update(second, first));
    assertSchema("t", LONGER);
    assertSuccess(stack.update(first, second));
    assertSchema("t", LONGER);
  }

  @Test
  void shouldLeaveATableThatIsNotDeployedAnyMore() throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"), table("u"));
    assertSuccess(stack.create(first));
    ingest("t", 1, 2, 3);

    assertSuccess(stack.update(stack.resource(stack.properties(), table("u")), first));

    assertRows("t", 3);
  }

  @Test
  void shouldRefuseWhatWouldLoseDataAndRollBack() throws IOException {
    ObjectNode first =
        stack.resource(stack.properties(), new DeployedTable("t", SCHEMA, List.of("10"), Map.of()));
    assertSuccess(stack.create(first));
    ingest("t", 1, 11);
    Schema other = Schema.builder().rowKey("name", PrimitiveType.STRING).build();
    Schema required =
        Schema.builder()
            .rowKey("key", PrimitiveType.LONG)
            .value("more", PrimitiveType.STRING)
            .build();

    assertRefusedAndRolledBack(
        first,
        stack.resource(stack.properties(), new DeployedTable("t", SCHEMA, List.of("12"), Map.of())),
        "Table t was made with split points 10 and cannot be split at split points 12,");
    assertRefusedAndRolledBack(
        first,
        stack.resource(stack.properties(), table("t")),
        "Table t was made with split points 10 and cannot be split at no split points,");
    assertRefusedAndRolledBack(
        first,
        stack.resource(stack.properties(), new DeployedTable("t", other, List.of(), Map.of())),
        "Table t has other columns: ");
    assertRefusedAndRolledBack(
        first,
        stack.resource(
            stack.properties(), new DeployedTable("t", required, List.of("10"), Map.of())),
        "Column more of table t must be nullable,");
    assertRefusedAndRolledBack(
        first,
        stack.resource(stack.with("sleeper.id", "other"), table("t")),
        "Property sleeper.id of instance %s is %s and cannot become other,"
            .formatted(stack.id(), stack.id()));
    assertRefusedAndRolledBack(
        first,
        stack.resource(stack.with("sleeper.data.bucket", "other"), table("t")),
        "Property sleeper.data.bucket of instance");
    assertRows("t", 2);
  }

  @Test
  void shouldChangeNothingAtAllWhereOneThingIsRefused() throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"));
    assertSuccess(stack.create(first));

    Answer answer =
        stack.update(
            stack.resource(
                stack.with(IDLE, "60"),
                table("a"),
                new DeployedTable("t", SCHEMA, List.of("5"), Map.of())),
            first);

    assertFailure(answer, "Table t was made with no split points and cannot be split at");
    assertThat(stack.storedProperties()).doesNotContainKey(IDLE);
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().properties("a")).isEmpty();
    }
  }

  @Test
  void shouldSucceedOnATableThatSomebodyHasMadeAnewWhereTheDeploymentChangesNothingOfIt()
      throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"));
    assertSuccess(stack.create(first));
    try (SleeperInstance instance = stack.open()) {
      instance.tables().drop("t");
      instance.tables().create(NewTable.named("t", SCHEMA).withSplitPoints(List.of(7L)));
    }

    assertSuccess(stack.update(stack.resource(stack.with(IDLE, "60"), table("t")), first));

    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().firstSplitPoints("t")).containsExactly(7L);
    }
  }

  @Test
  void shouldGoOnWhereTheTablesOfTheDeploymentBeforeCannotBeReadAnyMore() throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"));
    assertSuccess(stack.create(first));
    first.put("TablesKey", "gone.json");

    assertSuccess(stack.update(stack.resource(stack.with(IDLE, "60"), table("t")), first));
  }

  @Test
  void shouldNotLeaveAnInstanceBehindForAnotherOne() throws IOException {
    ObjectNode first = stack.resource(stack.properties(), table("t"));
    assertSuccess(stack.create(first));
    try (TestStack other = TestStack.deploy()) {
      assertRefusedAndRolledBack(
          first,
          stack.resource(other.properties(), table("t")),
          "Property sleeper.id cannot become %s, as the data of instance %s would be left behind;"
              .formatted(other.id(), stack.id()));
    }
  }

  @Test
  void shouldNotTakeAnInstanceThatWasNotDeployed() throws IOException {
    assertSuccess(stack.create(stack.resource(stack.properties())));
    stack.setByHand("sleeper.instance.made.by.command", "true");

    assertFailure(
        stack.create(stack.resource(stack.properties())),
        "There is an instance %s already, which was not deployed by this;".formatted(stack.id()));
  }

  @Test
  void shouldSayWhatCannotBeDeployed() throws IOException {
    assertFailure(
        stack.create(stack.resource(stack.with("sleeper.ingest.task.idle", "1"))),
        "There is no instance property sleeper.ingest.task.idle;");
    assertFailure(
        stack.create(stack.resourceOf(stack.properties(), "[{\"name\":\"t\"}]")),
        "The table has no \"schema\": table=t");
    assertFailure(
        stack.create(
            stack.resource(
                stack.properties(),
                new DeployedTable(
                    "t",
                    SCHEMA,
                    List.of(),
                    Map.of("sleeper.table.parquet.bloom.filter.fields", "nothing")))),
        ": table=t");
    assertFailure(
        stack.create(stack.resource(stack.properties()).put("TablesKey", "gone.json")),
        "There is no list of tables at s3://%s/gone.json;".formatted(stack.assets()));
  }

  private void assertRefusedAndRolledBack(ObjectNode first, ObjectNode second, String reason)
      throws IOException {
    assertFailure(stack.update(second, first), reason);
    assertSuccess(stack.update(first, second));
    assertThat(stack.storedProperties()).isEqualTo(stack.properties());
  }

  private static void assertSuccess(Answer answer) {
    assertThat(answer.text("Status")).as(answer.body()).isEqualTo("SUCCESS");
  }

  private static void assertFailure(Answer answer, String reason) {
    assertThat(answer.text("Status")).as(answer.body()).isEqualTo("FAILED");
    assertThat(answer.text("Reason")).contains(reason);
  }

  private void assertSchema(String table, Schema schema) {
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().find(table).schema()).isEqualTo(schema);
    }
  }

  private void assertRows(String table, int rows) {
    try (SleeperInstance instance = stack.open()) {
      assertThat(instance.tables().find(table).rows()).isEqualTo(rows);
      assertThat(instance.tables().state(table, OptionalLong.empty()).references()).isNotEmpty();
    }
  }

  private String tableId(String table) {
    try (SleeperInstance instance = stack.open()) {
      return instance.tables().find(table).id();
    }
  }

  private void ingest(String table, long... keys) throws IOException {
    try (SleeperInstance instance = stack.open()) {
      instance.ingestFactory().ingest(table, rows(keys));
    }
  }

  private static List<Row> rows(long... keys) {
    return java.util.Arrays.stream(keys).mapToObj(key -> Row.of(SCHEMA, key)).toList();
  }

  private static DeployedTable table(String name) {
    return new DeployedTable(name, SCHEMA, List.of(), Map.of());
  }
}
