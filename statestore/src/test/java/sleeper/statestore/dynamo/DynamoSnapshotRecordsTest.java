package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.statestore.contract.SnapshotRecordsContract;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.SnapshotWriter;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.FilesStateBuilder;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.servers.TestClients;
import sleeper.statestore.snapshot.ArrowSnapshots;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoSnapshotRecordsTest extends SnapshotRecordsContract {

  private final DynamoInstance instance = new DynamoInstance(Ownership.OURS);

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected SnapshotRecords records() {
    return new DynamoSnapshotRecords(instance.state());
  }

  @Override
  protected void createTable(String tableId) {
    instance.createTable(tableId);
  }

  @Test
  void shouldTellSleeperOfTheLatestOnly() {
    records().save(snapshot(20));
    records().save(snapshot(7));

    assertThat(
            TestClients.dynamoDb()
                .getItem(
                    get ->
                        get.tableName(instance.names().latestSnapshots())
                            .key(SnapshotItems.latestKey("0a1b2c3d")))
                .item())
        .containsEntry("FILES_TRANSACTION_NUMBER", Items.number(20))
        .containsEntry("FILES_SNAPSHOT_PATH", Items.text("mem:20"))
        .containsEntry("UPDATE_TIME", Items.number(20));
  }

  @Test
  void shouldNotHaveASnapshotThatLogsAreTrimmedBehindBeforeItIsTheLatest() {
    SnapshotRecords dying = new DynamoSnapshotRecords(instance.state(dyingAtTheSecondWrite()));

    assertThatThrownBy(() -> dying.save(snapshot(20))).hasMessage("killed");

    assertThat(records().all("0a1b2c3d", LogKind.FILES)).isEmpty();
    records().save(snapshot(20));
    assertThat(records().all("0a1b2c3d", LogKind.FILES)).containsExactly(snapshot(20));
  }

  @Test
  void shouldRecordNothingOfATableThatIsDroppedAndForgottenBeforeTheRecord() {
    SnapshotRecords paused = new DynamoSnapshotRecords(instance.state(droppingBeforeAWrite()));

    assertThat(paused.save(snapshot(20))).isFalse();

    assertThat(records().all("0a1b2c3d", LogKind.FILES)).isEmpty();
    assertThat(
            TestClients.dynamoDb()
                .scan(scan -> scan.tableName(instance.names().latestSnapshots()))
                .items())
        .isEmpty();
  }

  @Test
  void shouldTakeBackTheObjectsOfASnapshotOfATableThatIsGone() throws IOException {
    DynamoSnapshotRecords paused =
        new DynamoSnapshotRecords(instance.state(droppingBeforeAWrite()));
    SnapshotStorage storage = new SnapshotStorage(paused, instance.data(), new ArrowSnapshots());
    FilesStateBuilder state = FilesState.empty().toBuilder();
    state.apply(1, Instant.EPOCH, new ClearFiles());

    new SnapshotWriter(storage, Clock.systemUTC()).write("0a1b2c3d", state.build());

    assertThat(instance.data().list("0a1b2c3d/")).isEmpty();
  }

  private DynamoDbClient droppingBeforeAWrite() {
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              boolean isRead = method.getName().matches("(get|query).*");
              if (!isRead && instance.tables().findById("0a1b2c3d").isPresent()) {
                instance.dropTable("0a1b2c3d");
              }
              try {
                return method.invoke(TestClients.dynamoDb(), arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static DynamoDbClient dyingAtTheSecondWrite() {
    AtomicInteger writes = new AtomicInteger();
    return (DynamoDbClient)
        Proxy.newProxyInstance(
            DynamoDbClient.class.getClassLoader(),
            new Class<?>[] {DynamoDbClient.class},
            (proxy, method, arguments) -> {
              if (!method.getName().startsWith("get") && writes.incrementAndGet() == 2) {
                throw new IllegalStateException("killed");
              }
              return method.invoke(TestClients.dynamoDb(), arguments);
            });
  }

  private static SnapshotRecord snapshot(long number) {
    return new SnapshotRecord(
        "0a1b2c3d", LogKind.FILES, number, "mem:" + number, Instant.ofEpochMilli(number));
  }
}
