package sleeper.statestore.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.contract.FaultyTransactionLog;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TrackedFile;
import sleeper.core.statestore.transaction.TransactionJson;

class TransactionCommitterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.INT).build();

  private final InMemoryTransactionLogs logs = new InMemoryTransactionLogs();
  private final FaultyTransactionLog log =
      new FaultyTransactionLog(logs.log("0a1b2c3d", LogKind.FILES));
  private final TransactionLogStates states =
      new TransactionLogStates(
          new LoggedTable("0a1b2c3d", "trips", () -> SCHEMA),
          (tableId, kind) -> kind == LogKind.FILES ? log : logs.log(tableId, kind),
          SnapshotLoader.NONE);
  private final List<Long> waits = new ArrayList<>();
  private final TransactionCommitter committer = committer(waits::add);

  @Test
  void shouldCommitUnderTheNextNumber() {
    assertThat(committer.commit(add("a"))).isEqualTo(1);
    assertThat(committer.commit(add("b"))).isEqualTo(2);

    assertThat(filenames()).containsExactlyInAnyOrder("a", "b");
    assertThat(waits).isEmpty();
  }

  @Test
  void shouldTryAgainUnderTheNextNumberIfAnotherWriterWasFaster() {
    log.beforeNextAppend(() -> otherWriterAdds(1, "other"));

    assertThat(committer.commit(add("a"))).isEqualTo(2);

    assertThat(filenames()).containsExactlyInAnyOrder("a", "other");
    assertThat(waits).containsExactly(100L);
  }

  @Test
  void shouldCheckAgainAfterAConflict() {
    log.beforeNextAppend(() -> otherWriterAdds(1, "a"));

    assertThatThrownBy(() -> committer.commit(add("a")))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("file=a");

    assertThat(entries()).hasSize(1);
  }

  @Test
  void shouldSettleALostAnswerByWhatIsInTheLog() {
    log.loseAnswers(1);

    assertThat(committer.commit(add("a"))).isEqualTo(1);

    assertThat(entries()).hasSize(1);
    assertThat(log.appends()).isEqualTo(2);
  }

  @Test
  void shouldAppendAgainWhereTheRequestWasLost() {
    log.loseRequests(3);

    assertThat(committer.commit(add("a"))).isEqualTo(1);

    assertThat(entries()).hasSize(1);
    assertThat(log.appends()).isEqualTo(4);
  }

  @Test
  void shouldStartAgainWhereTheRequestWasLostAndAnotherWriterTookTheNumber() {
    log.loseRequests(1).beforeNextAppend(() -> otherWriterAdds(1, "other"));

    assertThat(committer.commit(add("a"))).isEqualTo(2);

    assertThat(filenames()).containsExactlyInAnyOrder("a", "other");
  }

  @Test
  void shouldWaitForARequestThatIsUnderWayBeforeItTakesTheNumberForLost() {
    log.delayRequest(2);
    ManualClock clock = new ManualClock();
    TransactionCommitter waiting =
        new TransactionCommitter(
            states, CommitRetries.DEFAULT, new CommitEnvironment(clock, () -> 0.5, clock));

    assertThat(waiting.commit(add("a"))).isEqualTo(1);

    assertThat(entries()).hasSize(1);
    assertThat(log.appends()).isEqualTo(4);
  }

  @Test
  void shouldNotKnowWhatBecomesOfARequestThatIsUnderWayForTooLong() {
    log.delayRequest(1000);

    assertThatThrownBy(() -> committer.commit(add("a"))).isInstanceOf(CommitStateUnknown.class);

    assertThat(log.appends()).isEqualTo(CommitRetries.DEFAULT.attempts());
  }

  @Test
  void shouldAskAgainWhereItCannotReadWhoHasTheNumber() {
    log.loseAnswers(1);
    TransactionCommitter unlucky =
        committer(
            millis -> {
              log.loseReads(waits.isEmpty() ? 1 : 0);
              waits.add(millis);
            });

    assertThat(unlucky.commit(add("a"))).isEqualTo(1);

    assertThat(entries()).hasSize(1);
    assertThat(log.appends()).isEqualTo(3);
  }

  @Test
  void shouldKnowThatNothingHappenedWhereTheLogCannotBeReadAtFirst() {
    log.loseReads(1);

    assertThatThrownBy(() -> committer.commit(add("a"))).isInstanceOf(UncheckedIOException.class);

    assertThat(log.appends()).isZero();
  }

  @Test
  void shouldSayThatItDoesNotKnowWhereNoAnswerEverComes() {
    log.loseRequests(1000);

    assertThatThrownBy(() -> committer.commit(add("a"))).isInstanceOf(CommitStateUnknown.class);

    assertThat(log.appends()).isEqualTo(CommitRetries.DEFAULT.attempts());
  }

  @Test
  void shouldGiveUpAfterSoManyConflicts() {
    letAnotherWriterInBeforeEachAppend(1);

    assertThatThrownBy(() -> committer.commit(add("a")))
        .isInstanceOf(CommitConflict.class)
        .hasMessageContaining("trips")
        .hasMessageContaining("attempts=10");

    assertThat(filenames()).doesNotContain("a");
    assertThat(waits)
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 15000L, 15000L);
  }

  @Test
  void shouldRejectACommitToADroppedTable() {
    logs.drop("0a1b2c3d");

    assertThatThrownBy(() -> committer.commit(add("a"))).isInstanceOf(CommitRejected.class);
  }

  @Test
  void shouldKnowThatNothingHappenedWhereAWaitIsInterrupted() {
    log.beforeNextAppend(() -> otherWriterAdds(1, "other"));
    TransactionCommitter interrupted =
        committer(
            millis -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.commit(add("a"))).isInstanceOf(CommitConflict.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(filenames()).containsExactly("other");
  }

  @Test
  void shouldNotKnowWhereAWaitForALostAnswerIsInterrupted() {
    log.loseAnswers(1);
    TransactionCommitter interrupted =
        committer(
            millis -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.commit(add("a"))).isInstanceOf(CommitStateUnknown.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shouldNeverWaitLongerThanTheCeiling() {
    CommitRetries retries = new CommitRetries(100, Duration.ofMillis(200), Duration.ofSeconds(30));

    assertThat(retries.waitMillis(0, 1)).isEqualTo(200);
    assertThat(retries.waitMillis(7, 1)).isEqualTo(25600);
    assertThat(retries.waitMillis(8, 1)).isEqualTo(30000);
    assertThat(retries.waitMillis(99, 1)).isEqualTo(30000);
    assertThat(retries.waitMillis(3, 0)).isZero();
  }

  private TransactionCommitter committer(CommitEnvironment.Pause pause) {
    return new TransactionCommitter(
        states, CommitRetries.DEFAULT, new CommitEnvironment(CLOCK, () -> 0.5, pause));
  }

  private void letAnotherWriterInBeforeEachAppend(int number) {
    log.beforeNextAppend(
        () -> {
          otherWriterAdds(number, "other" + number);
          letAnotherWriterInBeforeEachAppend(number + 1);
        });
  }

  private void otherWriterAdds(long number, String filename) {
    AddFiles added = add(filename);
    logs.log("0a1b2c3d", LogKind.FILES)
        .append(new LogEntry(number, Instant.EPOCH, added.type(), TransactionJson.write(added)));
  }

  private List<String> filenames() {
    return states.files().files().stream().map(TrackedFile::filename).toList();
  }

  private List<LogEntry> entries() {
    List<LogEntry> entries = new ArrayList<>();
    log.readAfter(0, entries::add);
    return entries;
  }

  private static AddFiles add(String filename) {
    return AddFiles.of(
        AddFilesOrigin.UNSAID, List.of(FileReference.wholeFile(filename, "root", 1)));
  }
}
