package sleeper.core.statestore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.statestore.transaction.LogKind;

/** What every record of snapshots does. */
public abstract class SnapshotRecordsContract {

  private static final String TABLE = "0a1b2c3d";

  /** The records to test, new for each test. */
  protected abstract SnapshotRecords records();

  /** Makes a table, so that it can have snapshots. */
  protected abstract void createTable(String tableId);

  @BeforeEach
  void createTables() {
    createTable(TABLE);
    createTable("ffffffff");
  }

  @Test
  void shouldGiveBackSnapshotsByNumber() {
    records().save(snapshot(TABLE, LogKind.FILES, 100));
    records().save(snapshot(TABLE, LogKind.FILES, 20));

    assertThat(records().all(TABLE, LogKind.FILES))
        .containsExactly(snapshot(TABLE, LogKind.FILES, 20), snapshot(TABLE, LogKind.FILES, 100));
  }

  @Test
  void shouldKeepTablesAndKindsApart() {
    records().save(snapshot(TABLE, LogKind.FILES, 1));
    records().save(snapshot(TABLE, LogKind.PARTITIONS, 2));
    records().save(snapshot("ffffffff", LogKind.FILES, 3));

    assertThat(records().all(TABLE, LogKind.FILES))
        .containsExactly(snapshot(TABLE, LogKind.FILES, 1));
    assertThat(records().all(TABLE, LogKind.PARTITIONS))
        .containsExactly(snapshot(TABLE, LogKind.PARTITIONS, 2));
  }

  @Test
  void shouldKeepTheFirstOfTwoWithTheSameNumber() {
    SnapshotRecord first = snapshot(TABLE, LogKind.FILES, 7);
    SnapshotRecord second =
        new SnapshotRecord(TABLE, LogKind.FILES, 7, "mem:other", Instant.ofEpochMilli(9));

    records().save(first);
    records().save(second);

    assertThat(records().all(TABLE, LogKind.FILES)).containsExactly(first);
  }

  @Test
  void shouldFindTheNewestAtOrBelowANumber() {
    records().save(snapshot(TABLE, LogKind.FILES, 10));
    records().save(snapshot(TABLE, LogKind.FILES, 20));

    assertThat(records().latest(TABLE, LogKind.FILES, 9)).isEmpty();
    assertThat(records().latest(TABLE, LogKind.FILES, 19))
        .hasValue(snapshot(TABLE, LogKind.FILES, 10));
    assertThat(records().latest(TABLE, LogKind.FILES, 20))
        .hasValue(snapshot(TABLE, LogKind.FILES, 20));
  }

  @Test
  void shouldForgetASnapshotOnce() {
    records().save(snapshot(TABLE, LogKind.FILES, 10));
    records().save(snapshot(TABLE, LogKind.FILES, 20));

    records().remove(snapshot(TABLE, LogKind.FILES, 10));
    records().remove(snapshot(TABLE, LogKind.FILES, 10));

    assertThat(records().all(TABLE, LogKind.FILES))
        .containsExactly(snapshot(TABLE, LogKind.FILES, 20));
  }

  private static SnapshotRecord snapshot(String tableId, LogKind kind, long number) {
    return new SnapshotRecord(
        tableId, kind, number, "mem:" + number, Instant.ofEpochMilli(1000 + number));
  }
}
