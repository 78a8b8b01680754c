package sleeper.ingest.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.contract.InMemoryObjectStore;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.parquet.write.WriteSettings;

class IngestJobTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final RunTotals TOTALS = new RunTotals(3, 3, 0, 0, 1, 100);
  private static final LedgerEntry ENTRY = new LedgerEntry("job", "", "fake", 7, NOW, TOTALS);

  @TempDir Path temporary;

  private final FakeRun run = new FakeRun();
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Queue<RunStart> starts = new ArrayDeque<>(List.of(new RunStart.Started(run)));
  private final List<String> waits = new ArrayList<>();

  @Nested
  class Commits {

    @Test
    void shouldKeepTheFilesOfACommit() throws IOException {
      run.commit = () -> new CommitOutcome.Committed(ENTRY, 0);

      IngestResult result = ingest();

      assertThat(result.duplicate()).isFalse();
      assertThat(result.transactionNumber()).isEqualTo(7);
      assertThat(run.calls).containsExactly("commit 1");
      assertThat(uploaded()).hasSize(2);
    }

    @Test
    void shouldDeleteItsFilesWhenAnotherRunCommittedBefore() throws IOException {
      run.commit = () -> new CommitOutcome.Duplicate(ENTRY);

      IngestResult result = ingest();

      assertThat(result.duplicate()).isTrue();
      assertThat(result.files()).isEmpty();
      assertThat(result.totals()).isEqualTo(TOTALS);
      assertThat(run.calls).containsExactly("commit 1", "abandon");
      assertThat(uploaded()).isEmpty();
    }

    @Test
    void shouldDeleteItsFilesWhenTheCommitIsRejected() {
      run.commit =
          () -> {
            throw new CommitRejected("The table was dropped");
          };

      assertThatThrownBy(IngestJobTest.this::ingest).isInstanceOf(CommitRejected.class);
      assertThat(run.calls).containsExactly("commit 1", "abandon");
      assertThat(uploaded()).isEmpty();
    }

    @Test
    void shouldDeleteNothingWhenNobodyCanTellWhetherItCommitted() {
      run.commit =
          () -> {
            throw new CommitStateUnknown("The answer was lost", new IOException("reset"));
          };

      assertThatThrownBy(IngestJobTest.this::ingest).isInstanceOf(CommitStateUnknown.class);
      assertThat(run.calls).containsExactly("commit 1");
      assertThat(uploaded()).hasSize(2);
    }
  }

  @Nested
  class Failures {

    @Test
    void shouldEndTheRunWhenAFileCannotBeWritten() {
      store.failCommits(key -> key.endsWith(".parquet"));

      assertThatThrownBy(IngestJobTest.this::ingest)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("The disk is full");
      assertThat(run.calls).containsExactly("renew", "abandon");
      assertThat(uploaded()).isEmpty();
    }

    @Test
    void shouldSayThatTheRunWasTakenOverWhenThatIsWhyAFileCannotBeWritten() {
      store.failCommits(key -> true);
      run.renewal =
          () -> {
            throw new LeaseLost("Run fake was taken over");
          };

      assertThatThrownBy(IngestJobTest.this::ingest)
          .isInstanceOf(LeaseLost.class)
          .satisfies(lost -> assertThat(lost.getSuppressed()[0]).hasMessageContaining("disk"));
      assertThat(uploaded()).isEmpty();
    }

    @Test
    void shouldCleanUpWhenInterruptedAndStayInterrupted() {
      Iterator<Row> rows =
          LongStream.iterate(0, i -> i + 1)
              .mapToObj(this::row)
              .peek(row -> Thread.currentThread().interrupt())
              .iterator();

      assertThatThrownBy(() -> factory().ingest("t", "job", rows))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(run.calls).endsWith("abandon");
    }

    @Test
    void shouldEndTheRunWhenTheSourceThrows() {
      Iterator<Row> broken =
          new Iterator<>() {
            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public Row next() {
              throw new IllegalStateException("The sensor is on fire");
            }
          };

      assertThatThrownBy(() -> factory().ingest("t", "job", broken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The sensor is on fire");
      assertThat(run.calls).containsExactly("abandon");
    }

    @Test
    void shouldNotHideWhyItFailedByAnIteratorThatCannotBeClosed() {
      CloseableIterator<Row> broken =
          new CloseableIterator<>() {
            @Override
            public boolean hasNext() {
              throw new IllegalStateException("The sensor is on fire");
            }

            @Override
            public Row next() {
              throw new NoSuchElementException();
            }

            @Override
            public void close() throws IOException {
              throw new IOException("not closed");
            }
          };

      assertThatThrownBy(() -> factory().ingest("t", "job", broken))
          .hasMessage("The sensor is on fire")
          .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("not closed"));
    }

    @Test
    void shouldNotCommitARowWriterAfterARowThatDoesNotFit() throws IOException {
      Schema other = Schema.builder().rowKey("key", PrimitiveType.STRING).build();
      try (IngestWriter writer = factory().writer("t", "job")) {
        writer.write(row(1));
        assertThatThrownBy(() -> writer.write(Row.of(other, "one")))
            .isInstanceOf(InvalidInput.class)
            .hasMessageStartingWith("Row 2, column key: ");

        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.write(row(2))).isInstanceOf(IllegalStateException.class);
      }
      assertThat(run.calls).containsExactly("abandon");
    }

    @Test
    void shouldStopBeforeTheCommitWhenTheLeaseIsLost() {
      run.renewalPeriodMillis = 1;
      run.renewal =
          () -> {
            throw new LeaseLost("Run fake was taken over");
          };
      // Endless: only the lost lease ends it.
      Iterator<Row> rows = LongStream.iterate(0, i -> i + 1).mapToObj(this::row).iterator();

      assertThatThrownBy(() -> factory().ingest("t", "job", rows)).isInstanceOf(LeaseLost.class);
      assertThat(run.calls).startsWith("renew").endsWith("abandon");
      assertThat(uploaded()).isEmpty();
    }

    private Row row(long key) {
      return Row.of(FakeRun.SCHEMA, key);
    }
  }

  @Nested
  class OtherRuns {

    @Test
    void shouldDoNothingForAJobThatWasCommitted() throws IOException {
      startsAre(new RunStart.AlreadyCommitted(ENTRY));

      assertThat(ingest().duplicate()).isTrue();
      assertThat(run.calls).isEmpty();
    }

    @Test
    void shouldWaitForARunOfTheSameJob() throws IOException {
      startsAre(
          new RunStart.RunningElsewhere("other", NOW.plusMillis(1)),
          new RunStart.RunningElsewhere("other", NOW.minusMillis(1)),
          new RunStart.AlreadyCommitted(ENTRY));

      assertThat(ingest().duplicate()).isTrue();
      assertThat(waits).containsExactly("other", "other");
    }

    @Test
    void shouldNotWaitWhereTheListenerThrows() {
      startsAre(new RunStart.RunningElsewhere("other", NOW.plusSeconds(60)));
      IngestListener impatient =
          new IngestListener() {
            @Override
            public void waitingFor(String runId, Instant leaseExpires) {
              throw new IllegalStateException(runId + " is at it");
            }
          };

      assertThatThrownBy(() -> factory().withListener(impatient).ingest("t", "job", List.<Row>of()))
          .hasMessage("other is at it");
    }

    @Test
    void shouldStopWaitingWhenInterrupted() {
      startsAre(new RunStart.RunningElsewhere("other", NOW.plusSeconds(60)));
      Thread.currentThread().interrupt();

      assertThatThrownBy(IngestJobTest.this::ingest).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldRefuseToWriteRowByRowWhatWasCommitted() {
      startsAre(new RunStart.AlreadyCommitted(ENTRY));

      assertThatThrownBy(() -> factory().writer("t", "job"))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "Job job was committed to table t at 2026-01-01T00:00:00Z; use another job id for"
                  + " other rows");
    }

    private void startsAre(RunStart... several) {
      starts.clear();
      starts.addAll(List.of(several));
    }
  }

  private IngestResult ingest() throws IOException {
    List<Row> rows = LongStream.range(0, 3).mapToObj(i -> Row.of(FakeRun.SCHEMA, i)).toList();
    return factory().ingest("t", "job", rows);
  }

  private List<String> uploaded() {
    return store.list(run.keyPrefix());
  }

  private IngestFactory factory() {
    IngestTarget target = new IngestTarget("t-id", "t", new FakeRuns(), WriteSettings.defaults());
    IngestEnvironment environment =
        new IngestEnvironment(
            name -> target, store, new NoFiles(), () -> "job", Clock.fixed(NOW, ZoneOffset.UTC));
    IngestSettings settings =
        new IngestSettings(
            IngestSettings.MIN_MEMORY_BYTES,
            Long.MAX_VALUE,
            temporary.resolve("spill"),
            2,
            FullPolicy.REFUSE);
    return new IngestFactory(environment, settings, new WaitListener());
  }

  private final class FakeRuns implements IngestRuns {
    @Override
    public RunStart start(JobRequest request) {
      return starts.remove();
    }

    @Override
    public Optional<RunStart> find(String jobId) {
      return Optional.empty();
    }
  }

  private final class WaitListener implements IngestListener {
    @Override
    public void waitingFor(String runId, Instant leaseExpires) {
      waits.add(runId);
    }
  }

  private static final class NoFiles implements SourceFiles {
    @Override
    public List<SourceFile> find(List<String> paths, String suffix) {
      return List.of();
    }

    @Override
    public ReadableObject open(SourceFile file) throws IOException {
      throw new IOException("There are no files");
    }
  }
}
