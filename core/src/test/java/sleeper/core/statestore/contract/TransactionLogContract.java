package sleeper.core.statestore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;

/** What every transaction log does. */
public abstract class TransactionLogContract {

  private static final String TABLE = "0a1b2c3d";
  private static final String OTHER_TABLE = "ffffffff";

  private TransactionLog log;

  /** The logs to test, new for each test. */
  protected abstract TransactionLogs logs();

  /** Makes a table, so that its logs can be written. */
  protected abstract void createTable(String tableId);

  /** Drops a table with its logs. */
  protected abstract void dropTable(String tableId);

  @BeforeEach
  void createTables() {
    createTable(TABLE);
    createTable(OTHER_TABLE);
    log = logs().log(TABLE, LogKind.FILES);
  }

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(entries(log)).isEmpty();
    assertThat(log.firstNumber()).isEmpty();
    assertThat(log.lastNumber()).isEmpty();
  }

  @Test
  void shouldGiveBackWhatWasAppended() {
    String body = "{\"files\":[],\"text\":\"\u00e4\u20ac\ud83d\ude00 \\u0000'\\\"\"}";
    LogEntry entry =
        new LogEntry(1, Instant.parse("2026-01-02T03:04:05.678Z"), TransactionType.ADD_FILES, body);

    log.append(entry);

    assertThat(entries(log)).containsExactly(entry);
    assertThat(entries(logs().log(TABLE, LogKind.FILES))).containsExactly(entry);
  }

  @Test
  void shouldGiveBackABodyOfManyMegabytes() {
    LogEntry entry = new LogEntry(1, Instant.EPOCH, TransactionType.ADD_FILES, "x".repeat(9 << 20));

    log.append(entry);

    assertThat(entries(log)).containsExactly(entry);
  }

  @Test
  void shouldRefuseANumberThatIsTaken() {
    log.append(entry(1, "first"));

    assertThatThrownBy(() -> log.append(entry(1, "second")))
        .isInstanceOf(CommitConflict.class)
        .hasMessageContaining(TABLE)
        .hasMessageContaining("number=1");
    assertThat(entries(log)).containsExactly(entry(1, "first"));
  }

  @Test
  void shouldRefuseTheSameEntryTwice() {
    log.append(entry(1, "same"));

    assertThatThrownBy(() -> log.append(entry(1, "same"))).isInstanceOf(CommitConflict.class);
  }

  @Test
  void shouldRefuseANumberThatLeavesAGap() {
    log.append(entry(1, "first"));

    assertThatThrownBy(() -> log.append(entry(3, "third"))).isInstanceOf(CommitConflict.class);
    assertThat(log.lastNumber()).hasValue(1);
  }

  @Test
  void shouldReadPartsOfTheLogInOrder() {
    LongStream.rangeClosed(1, 12).forEach(number -> log.append(entry(number, "e" + number)));

    List<LogEntry> part = new ArrayList<>();
    log.read(8, 10, part::add);
    List<LogEntry> tail = new ArrayList<>();
    log.readAfter(10, tail::add);

    assertThat(part).extracting(LogEntry::number).containsExactly(9L, 10L);
    assertThat(tail).extracting(LogEntry::number).containsExactly(11L, 12L);
  }

  @Test
  void shouldKeepTablesAndKindsApart() {
    TransactionLog partitions = logs().log(TABLE, LogKind.PARTITIONS);
    TransactionLog other = logs().log(OTHER_TABLE, LogKind.FILES);

    log.append(entry(1, "files"));
    partitions.append(entry(1, "partitions"));
    other.append(entry(1, "other"));
    other.append(entry(2, "other"));

    assertThat(entries(log)).containsExactly(entry(1, "files"));
    assertThat(entries(partitions)).containsExactly(entry(1, "partitions"));
    assertThat(other.lastNumber()).hasValue(2);
  }

  @Test
  void shouldDeleteEntriesAtTheStart() {
    LongStream.rangeClosed(1, 5).forEach(number -> log.append(entry(number, "e")));

    log.deleteUpTo(3);

    assertThat(entries(log)).extracting(LogEntry::number).containsExactly(4L, 5L);
    assertThat(log.firstNumber()).hasValue(4);
    log.append(entry(6, "next"));
    assertThat(log.lastNumber()).hasValue(6);
  }

  @Test
  void shouldKeepTheLastEntrySoThatNumbersGoOn() {
    log.append(entry(1, "e"));
    log.append(entry(2, "e"));

    log.deleteUpTo(2);

    assertThat(entries(log)).extracting(LogEntry::number).containsExactly(2L);
    assertThatThrownBy(() -> log.append(entry(1, "again"))).isInstanceOf(CommitConflict.class);
    log.append(entry(3, "next"));
  }

  @Test
  void shouldRejectAppendsToADroppedTable() {
    log.append(entry(1, "e"));

    dropTable(TABLE);

    assertThatThrownBy(() -> log.append(entry(2, "late")))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining(TABLE);
    assertThat(entries(logs().log(TABLE, LogKind.FILES))).isEmpty();
    logs().log(OTHER_TABLE, LogKind.FILES).append(entry(1, "unharmed"));
  }

  @Test
  void shouldLetAReaderAskTheLogAgain() {
    log.append(entry(1, "e"));
    log.append(entry(2, "e"));
    List<Long> seen = new ArrayList<>();

    log.readAfter(0, entry -> seen.add(entry.number() + 10 * log.lastNumber().orElseThrow()));

    assertThat(seen).containsExactly(21L, 22L);
  }

  @Test
  void shouldNumberWithoutGapsUnderManyWriters() throws Exception {
    int writers = 4;
    int each = 25;
    ExecutorService executor = Executors.newFixedThreadPool(writers);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Integer>> results = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        String name = "w" + writer;
        results.add(
            executor.submit(
                () -> {
                  start.await();
                  return appendEach(name, each);
                }));
      }
      start.countDown();
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(each);
      }
    } finally {
      executor.shutdownNow();
    }

    List<LogEntry> entries = entries(log);
    assertThat(entries)
        .extracting(LogEntry::number)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
    assertThat(entries).extracting(LogEntry::body).doesNotHaveDuplicates();
  }

  private int appendEach(String writer, int count) {
    TransactionLog mine = logs().log(TABLE, LogKind.FILES);
    int appended = 0;
    while (appended < count) {
      try {
        mine.append(entry(mine.lastNumber().orElse(0) + 1, writer + "-" + appended));
        appended++;
      } catch (CommitConflict e) {
        Thread.onSpinWait();
      }
    }
    return appended;
  }

  private static LogEntry entry(long number, String body) {
    return new LogEntry(number, Instant.ofEpochMilli(number), TransactionType.ADD_FILES, body);
  }

  private static List<LogEntry> entries(TransactionLog log) {
    List<LogEntry> entries = new ArrayList<>();
    log.readAfter(0, entries::add);
    return entries;
  }
}
