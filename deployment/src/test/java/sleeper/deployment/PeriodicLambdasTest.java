package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.deployment.DeployedTable;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.instance.SleeperInstance;
import sleeper.servers.TestClients;
import sleeper.starter.aws.LambdaContext;

class PeriodicLambdasTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final String SNAPSHOT_EVERY =
      "sleeper.table.statestore.transactionlog.snapshot.every.transactions";
  private static final String DELAY = "sleeper.table.gc.delay.minutes";

  private TestStack stack;

  @BeforeEach
  void deploy() throws IOException {
    stack = TestStack.deploy();
    DeployedTable table =
        new DeployedTable("t", SCHEMA, List.of(), Map.of(SNAPSHOT_EVERY, "0", DELAY, "0"));
    stack.create(stack.resource(stack.properties(), table));
    try (SleeperInstance instance = stack.open()) {
      instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, 1L)));
      instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, 2L)));
    }
  }

  @AfterEach
  void close() {
    stack.close();
  }

  @Test
  void shouldCollectWhatNothingRefersTo() throws IOException {
    try (SleeperInstance instance = stack.open()) {
      instance.tables().clear("t");
    }

    assertThat(invoke(collector(), () -> 0))
        .isEqualTo(
            Json.parse(
                "answer",
                """
                {"filesDeleted": 0, "objectsDeleted": 0, "tablesDeleted": 0,
                 "runsFenced": 0, "runsSwept": 0, "runsForgotten": 0,
                 "inTime": false, "problems": []}
                """));
    JsonNode answer = invoke(collector(), () -> 60_000);
    assertThat(answer.get("filesDeleted").asInt()).isEqualTo(2);
    assertThat(answer.get("inTime").asBoolean()).isTrue();
    assertThat(invoke(collector(), () -> 60_000).get("filesDeleted").asInt()).isZero();
  }

  @Test
  void shouldWriteSnapshotsWhereTheLogHasGrown() throws IOException {
    assertThat(invoke(snapshots(), () -> 60_000).get("snapshotsWritten").asInt()).isZero();
    try (SleeperInstance instance = stack.open()) {
      instance.tables().changeProperties("t", Map.of(SNAPSHOT_EVERY, "2"), Set.of());
    }

    assertThat(invoke(snapshots(), () -> 0).get("tables").asInt()).isZero();
    JsonNode answer = invoke(snapshots(), () -> 60_000);
    assertThat(answer.get("tables").asInt()).isEqualTo(1);
    assertThat(answer.get("snapshotsWritten").asInt()).isEqualTo(1);
    assertThat(invoke(snapshots(), () -> 60_000).get("snapshotsWritten").asInt()).isZero();
  }

  @Test
  void shouldFailWhereSomethingCouldNotBeDone() {
    try (SleeperInstance instance = stack.open()) {
      instance.tables().changeProperties("t", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    }
    TestClients.s3()
        .listObjectsV2(b -> b.bucket(stack.names().dataBucket()))
        .contents()
        .forEach(
            object ->
                TestClients.s3()
                    .deleteObject(b -> b.bucket(stack.names().dataBucket()).key(object.key())));
    TestClients.s3().deleteBucket(b -> b.bucket(stack.names().dataBucket()));

    assertThatThrownBy(() -> invoke(snapshots(), () -> 60_000))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Failed 1 times; first: Could not write a snapshot of table t: ");
  }

  @Test
  void shouldSayThatNoInstanceIsNamed() {
    assertThatThrownBy(() -> PeriodicWork.of(" "))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("The environment variable SLEEPER_INSTANCE is not set;");
  }

  private RequestStreamHandler collector() {
    return new CollectorLambda(new PeriodicWork(stack::open));
  }

  private RequestStreamHandler snapshots() {
    return new SnapshotLambda(new PeriodicWork(stack::open));
  }

  private static JsonNode invoke(RequestStreamHandler lambda, IntSupplier remainingMillis)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    lambda.handleRequest(
        new ByteArrayInputStream(new byte[0]),
        answer,
        new LambdaContext("request", remainingMillis));
    return Json.parse("answer", answer.toString(StandardCharsets.UTF_8));
  }
}
