package sleeper.statestore.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.statestore.contract.SnapshotRecordsContract;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.servers.TestClients;
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
