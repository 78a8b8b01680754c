package sleeper.statestore.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.Partition;
import sleeper.core.range.Region;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TableSnapshots;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotPolicy;
import sleeper.core.statestore.snapshot.SnapshotRecord;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.statestore.snapshot.SnapshotWriter;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.DeleteFiles;
import sleeper.core.statestore.transaction.InitialisePartitions;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.core.storage.ObjectWriter;
import sleeper.statestore.memory.InMemorySnapshotRecords;
import sleeper.statestore.memory.InMemoryTransactionLogs;

class TableSnapshotsTest {

  private static final String TABLE = "0a1b2c3d";
  private static final String FOLDER = TABLE + "/statestore/snapshots/";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.INT).build();

  private final InMemoryTransactionLogs logs = new InMemoryTransactionLogs();
  private final InMemoryObjectStore objects = new InMemoryObjectStore();
  private final SnapshotStorage storage =
      new SnapshotStorage(new InMemorySnapshotRecords(), objects, new ArrowSnapshots());
  private final TransactionLogStates states = newReader();
  private final TableSnapshots snapshots = snapshotsEvery(10);
  private final TransactionCommitter committer =
      new TransactionCommitter(
          states, CommitRetries.DEFAULT, new CommitEnvironment(CLOCK, () -> 0, millis -> {}));

  @BeforeEach
  void initialise() {
    committer.commit(
        new InitialisePartitions(
            List.of(
                new Partition(
                    "root", null, List.of(), Region.all(SCHEMA), Partition.NO_DIMENSION))));
  }

  @Test
  void shouldReadFromASnapshotWhereTheLogIsCutOff() throws IOException {
    add("a", "b", "c");
    snapshots.write();
    snapshots.trimLogs(0);
    add("d");

    TableState state = newReader().latest();

    assertThat(filenames(state)).containsExactly("a", "b", "c", "d");
    assertThat(state.version()).isEqualTo(4);
    assertThat(state.addedAt("b")).hasValue(2);
    assertThat(logs.log(TABLE, LogKind.FILES).firstNumber()).hasValue(3);
  }

  @Test
  void shouldGoOnWhereTheLogWasCutOffBehindAReader() throws IOException {
    TransactionLogStates late = newReader();
    assertThat(late.files().number()).isZero();
    add("a", "b", "c");
    snapshots.write();
    add("d");
    snapshots.trimLogs(0);

    assertThat(filenames(late.latest())).containsExactly("a", "b", "c", "d");
  }

  @Test
  void shouldReadEveryVersionWhoseLogIsThere() {
    add("a", "b", "c");

    assertThat(filenames(states.asOf(0))).isEmpty();
    assertThat(filenames(states.asOf(2))).containsExactly("a", "b");
    assertThat(filenames(states.asOf(3))).containsExactly("a", "b", "c");
    assertThat(states.asOf(3)).isSameAs(states.latest());
  }

  @Test
  void shouldReadAnOlderVersionFromTheSnapshotBelowIt() throws IOException {
    add("a", "b", "c");
    snapshots.write();
    snapshots.trimLogs(0);
    add("d", "e");

    TransactionLogStates reader = newReader();

    assertThat(filenames(reader.asOf(3))).containsExactly("a", "b", "c");
    assertThat(filenames(reader.asOf(4))).containsExactly("a", "b", "c", "d");
    assertThat(reader.earliestReadable()).isEqualTo(3);
    assertThatThrownBy(() -> reader.asOf(2))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Version 2 of table trips can no longer be read; the earliest that can is 3");
  }

  @Test
  void shouldNotReadAVersionInTheFutureOrNone() {
    add("a");

    assertThatThrownBy(() -> states.asOf(2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no version 2")
        .hasMessageContaining("latest is 1");
    assertThatThrownBy(() -> states.asOf(-1)).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldNotReadAVersionWhoseFilesWereDeleted() throws IOException {
    add("a", "b");
    committer.commit(new ClearFiles());
    add("c");
    assertThat(filenames(states.asOf(2))).containsExactly("a", "b");
    committer.commit(new DeleteFiles(List.of("a", "b")));

    assertUnreadable(states, 2, 3);
    assertThat(filenames(states.asOf(3))).isEmpty();

    snapshots.write();
    snapshots.trimLogs(0);
    assertUnreadable(newReader(), 2, 5);
  }

  @Test
  void shouldKeepClearedFilesAndTheLifeThroughASnapshot() throws IOException {
    add("a", "b");
    committer.commit(new ClearFiles());
    snapshots.write();
    snapshots.trimLogs(0);

    TransactionLogStates reader = newReader();

    assertThat(reader.latest().life()).isEqualTo(3);
    assertThat(reader.files()).isEqualTo(states.files());
    assertThat(reader.files().clearedFiles()).hasSize(2);
  }

  @Test
  void shouldWriteSnapshotsOnlyWhenTheyAreDue() {
    for (int i = 0; i < 25; i++) {
      add("file" + i);
      snapshots.writeIfDue();
    }

    assertThat(storage.records().all(TABLE, LogKind.FILES))
        .extracting(SnapshotRecord::number)
        .containsExactly(10L, 20L);
    assertThat(storage.records().all(TABLE, LogKind.PARTITIONS)).isEmpty();
  }

  @Test
  void shouldWriteNoneWhereNoneAreWanted() {
    add("a");

    snapshotsEvery(0).writeIfDue();

    assertThat(objects.list(TABLE + "/statestore/snapshots/")).isEmpty();
  }

  @Test
  void shouldWriteTheSameSnapshotOnce() throws IOException {
    add("a");
    snapshots.write();
    snapshots.write();

    assertThat(objects.list(FOLDER))
        .containsExactly(
            FOLDER + "1-files.arrow", FOLDER + "1-history.arrow", FOLDER + "1-partitions.arrow");
    assertThat(storage.records().all(TABLE, LogKind.FILES)).hasSize(1);
  }

  @Test
  void shouldLeaveTheOldSnapshotWhereWritingFailsHalfWay() throws IOException {
    add("a");
    snapshots.write();
    add("b");
    objects.failCommits(key -> key.endsWith("2-files.arrow"));

    assertThatThrownBy(snapshots::write).isInstanceOf(IOException.class);

    assertThat(objects.list(FOLDER)).contains(FOLDER + "2-history.arrow");
    assertThat(storage.records().all(TABLE, LogKind.FILES))
        .extracting(SnapshotRecord::number)
        .containsExactly(1L);
    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
    objects.failCommits(key -> false);
    snapshots.write();
    snapshots.trimLogs(0);
    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
  }

  @Test
  void shouldFailNoCommitBecauseOfASnapshot() {
    objects.failCommits(key -> true);
    for (int i = 0; i < 10; i++) {
      add("file" + i);
      snapshots.writeIfDue();
    }

    assertThat(states.latest().version()).isEqualTo(10);
    assertThat(storage.records().all(TABLE, LogKind.FILES)).isEmpty();
  }

  @Test
  void shouldPassOverADamagedSnapshot() throws IOException {
    add("a");
    snapshots.write();
    add("b");
    snapshots.write();
    objects.overwrite(FOLDER + "2-files.arrow", new byte[] {1, 2, 3});

    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
  }

  @Test
  void shouldTrimNoFurtherThanASnapshotThatCanBeRead() throws IOException {
    add("a", "b");
    snapshots.write();
    add("c", "d");
    snapshots.write();
    objects.overwrite(FOLDER + "4-files.arrow", new byte[] {1, 2, 3});

    snapshots.trimLogs(0);

    assertThat(logs.log(TABLE, LogKind.FILES).firstNumber()).hasValue(3);
    assertThat(filenames(newReader().latest())).containsExactly("a", "b", "c", "d");
  }

  @Test
  void shouldTrimNothingWithoutASnapshot() {
    add("a", "b");

    snapshots.trimLogs(0);

    assertThat(logs.log(TABLE, LogKind.FILES).firstNumber()).hasValue(1);
  }

  @Test
  void shouldDeleteOldSnapshots() throws IOException {
    for (String filename : List.of("a", "b", "c")) {
      add(filename);
      snapshots.write();
    }

    int deleted = new SnapshotWriter(storage, CLOCK).deleteAllBut(TABLE, LogKind.FILES, 1);

    assertThat(deleted).isEqualTo(4);
    assertThat(objects.list(FOLDER))
        .containsExactly(
            FOLDER + "1-partitions.arrow", FOLDER + "3-files.arrow", FOLDER + "3-history.arrow");
  }

  @Test
  void shouldDeleteWhatAKilledWriterLeftOnceThereIsANewerSnapshot() throws IOException {
    add("a");
    leave("1-history.arrow", ".1-files.arrow.5b1c.part", "12-files.arrow");
    add("b");
    snapshots.write();

    snapshots.deleteOld(1);

    assertThat(objects.list(FOLDER))
        .containsExactly(
            FOLDER + "1-partitions.arrow",
            FOLDER + "12-files.arrow",
            FOLDER + "2-files.arrow",
            FOLDER + "2-history.arrow");
    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
  }

  @Test
  void shouldReadOnThoughTheObjectsOfASnapshotWereDeletedBeforeItWasRecorded() throws IOException {
    add("a", "b");
    snapshots.write();
    objects.deleteAll(FOLDER);

    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
  }

  private void leave(String... names) throws IOException {
    for (String name : names) {
      try (ObjectWriter left = objects.create(FOLDER + name)) {
        left.commit();
      }
    }
  }

  @Test
  void shouldSayThatTheLogIsCutOffWhereNothingCoversIt() throws IOException {
    add("a", "b");
    snapshots.write();
    add("c");
    snapshots.trimLogs(0);
    objects.deleteAll(FOLDER);

    assertThatThrownBy(() -> newReader().latest())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void shouldPassOverAnEntryOfTheOtherLog() {
    add("a");
    logs.log(TABLE, LogKind.FILES)
        .append(new LogEntry(2, Instant.EPOCH, TransactionType.SPLIT_PARTITION, "{}"));

    add("b");

    assertThat(filenames(newReader().latest())).containsExactly("a", "b");
    assertThat(states.latest().version()).isEqualTo(3);
  }

  @Test
  void shouldNameTheTransactionThatCannotBeRead() {
    add("a");
    logs.log(TABLE, LogKind.FILES)
        .append(new LogEntry(2, Instant.EPOCH, TransactionType.ADD_FILES, "{\"files\":7}"));

    assertThatThrownBy(states::latest)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("table=trips")
        .hasMessageContaining("number=2")
        .hasMessageContaining("member=files");
  }

  @Test
  void shouldGiveTheSameStateWhileNothingHappens() {
    add("a");

    assertThat(states.latest()).isSameAs(states.latest());
  }

  private static void assertUnreadable(TransactionLogStates reader, long version, long earliest) {
    assertThatThrownBy(() -> reader.asOf(version))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Version " + version)
        .hasMessageContaining("the earliest that can is " + earliest);
  }

  private TransactionLogStates newReader() {
    return new TransactionLogStates(
        new LoggedTable(TABLE, "trips", () -> SCHEMA),
        logs,
        new StoredSnapshots(storage, TABLE, () -> SCHEMA));
  }

  private TableSnapshots snapshotsEvery(long transactions) {
    return new TableSnapshots(states, storage, new SnapshotPolicy(transactions), CLOCK);
  }

  private void add(String... filenames) {
    for (String filename : filenames) {
      committer.commit(
          AddFiles.of(
              AddFilesOrigin.UNSAID, List.of(FileReference.wholeFile(filename, "root", 1))));
    }
  }

  private static List<String> filenames(TableState state) {
    return state.references().stream().map(FileReference::filename).toList();
  }
}
