package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.JobRecord.Status;
import sleeper.core.testing.steps.Steps;
import sleeper.ingest.runner.IngestResult;

/** A process that is stopped with SIGSTOP for longer than its lease, and goes on later. */
@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class PausedProcessTest {

  private static final long LEASE = 2000;
  private static final int ROWS = 2000;
  private static final int PAYLOAD = 20;

  @TempDir private Path temporary;
  private TestInstance test;
  private WatchedInstance others;
  private ChildProcess paused;

  @BeforeEach
  void open() throws IOException {
    paused = ChildProcess.start();
    test = TestInstance.create(temporary.resolve("instance"));
    others = new WatchedInstance(test.folder(), new Steps(), Duration.ofMillis(LEASE));
    paused.open(test.folder(), LEASE);
  }

  @AfterEach
  void close() throws Exception {
    paused.close();
    others.close();
    test.close();
  }

  @Test
  void shouldReportADuplicateWhenAnotherProcessTookOverBeforeTheCommit() throws Exception {
    pauseAt("before store.commit");

    assertThat(takeOver().duplicate()).isFalse();
    goOn();

    assertThat(paused.answer()).startsWith("duplicate");
    assertCommittedOnce();
  }

  @Test
  void shouldNotCommitWhenItWasTakenForDeadBeforeTheCommit() throws Exception {
    pauseAt("before store.commit");

    awaitEndOfLease();
    assertThat(others.collect().runsSwept()).isEqualTo(1);
    assertThat(test.filesBelow("data")).isEmpty();
    goOn();

    assertThat(paused.answer())
        .startsWith("CommitRejected")
        .contains("another process has taken it over");
    assertThat(test.rows()).isEmpty();
    assertThat(takeOver().duplicate()).isFalse();
    assertCommittedOnce();
  }

  @Test
  void shouldNotCommitWhatItUploadsAfterItWasTakenOver() throws Exception {
    pauseAt("after sketches.commit");

    assertThat(takeOver().duplicate()).isFalse();
    CollectReport report = others.collect();
    assertThat(report.runsSwept()).isEqualTo(1);
    assertThat(report.objectsSwept()).isPositive();
    goOn();

    assertThat(paused.answer()).startsWith("LeaseLost").contains("cannot commit");
    assertThat(others.collect().runsForgotten()).isEqualTo(1);
    assertCommittedOnce();
  }

  private void pauseAt(String point) throws Exception {
    paused.stopAt(point, 1);
    paused.say("rows job 0 %d %d".formatted(ROWS, PAYLOAD));
    paused.awaitStop(point);
    paused.signal("STOP");
    assertThat(test.jobs()).extracting("status").containsExactly(Status.RUNNING);
  }

  private void goOn() throws Exception {
    paused.signal("CONT");
    paused.goOn();
  }

  /** Another process with the same job: waits for the lease, then takes over. */
  private IngestResult takeOver() throws IOException {
    return others.factory().ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, ROWS, PAYLOAD));
  }

  private static void awaitEndOfLease() throws InterruptedException {
    Thread.sleep(LEASE + 100);
  }

  private void assertCommittedOnce() throws IOException {
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    test.assertNothingUntracked();
    assertThat(test.jobs()).filteredOn(job -> job.status() == Status.COMMITTED).hasSize(1);
    assertThat(test.jobs()).filteredOn(job -> job.status() == Status.RUNNING).isEmpty();
  }
}
