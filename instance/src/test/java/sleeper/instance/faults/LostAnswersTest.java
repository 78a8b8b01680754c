package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.JobRecord.Status;
import sleeper.core.testing.steps.Steps;
import sleeper.ingest.runner.IngestResult;

/** A state store whose answers get lost, or that goes away, at the commit of a job. */
@Timeout(60)
class LostAnswersTest {

  private static final Duration LEASE = Duration.ofMillis(1500);
  private static final int ROWS = 1000;
  private static final int PAYLOAD = 10;

  private final Steps steps = new Steps();
  @TempDir private Path temporary;
  private TestInstance test;
  private WatchedInstance watched;

  @BeforeEach
  void open() {
    test = TestInstance.create(temporary.resolve("instance"));
    watched = new WatchedInstance(test.folder(), steps, LEASE);
  }

  @AfterEach
  void close() {
    watched.close();
    test.close();
  }

  @Test
  void shouldFindItsCommitInTheLedgerWhenTheAnswerWasLost() throws IOException {
    steps.at("after store.commit", 1, LostAnswersTest::loseAnswer);

    IngestResult result = ingest();

    assertThat(result.duplicate()).isFalse();
    assertThat(result.transactionNumber()).isEqualTo(1);
    assertThat(steps.passed("before store.commit")).isEqualTo(2);
    assertCommittedOnce();
  }

  @Test
  void shouldCommitWhenTheRequestItselfWasLost() throws IOException {
    steps.at("before store.commit", 1, LostAnswersTest::loseAnswer);

    assertThat(ingest().duplicate()).isFalse();

    assertCommittedOnce();
  }

  @Test
  void shouldFenceItselfAndLookIntoTheLedgerWhenAllAnswersToACommitAreLost() throws IOException {
    steps.fromNowOn("after store.commit"::equals, LostAnswersTest::loseAnswer);

    assertThat(ingest().duplicate()).isFalse();

    assertThat(steps.passed("before store.fence")).isPositive();
    assertCommittedOnce();
  }

  @Test
  void shouldBeRejectedForGoodWhenNoRequestArrives() throws IOException {
    steps.fromNowOn("before store.commit"::equals, LostAnswersTest::loseAnswer);

    assertThatThrownBy(this::ingest)
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("the state store did not take it");

    assertThat(test.filesBelow("data")).isEmpty();
    steps.calmDown();
    assertThat(ingest().duplicate()).isFalse();
    assertCommittedOnce();
  }

  @Test
  void shouldKeepEverythingWhenNobodyKnowsAndFindTheJobDoneLater() throws IOException {
    steps.at("after store.commit", 1, this::goAway);

    assertThatThrownBy(this::ingest)
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("Nobody can tell whether run")
        .hasMessageContaining("the job can be run again with the same id");

    steps.calmDown();
    assertThat(ingest().duplicate()).isTrue();
    assertCommittedOnce();
  }

  @Test
  void shouldKeepEverythingWhenNobodyKnowsAndCommitTheJobLater() throws Exception {
    steps.at("before store.commit", 1, this::goAway);

    assertThatThrownBy(this::ingest).isInstanceOf(CommitStateUnknown.class);

    assertThat(test.filesBelow("data")).hasSize(8);
    steps.calmDown();
    assertThat(ingest().duplicate()).isFalse();
    assertThat(test.filesBelow("data")).hasSize(16);
    assertThat(watched.collect().runsSwept()).isEqualTo(1);
    assertCommittedOnce();
  }

  private IngestResult ingest() throws IOException {
    return watched.factory().ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, ROWS, PAYLOAD));
  }

  private static void loseAnswer() {
    throw new CommitStateUnknown("the answer was lost", new IOException("connection reset"));
  }

  private void goAway() {
    steps.fromNowOn(
        point -> point.startsWith("before store."),
        () -> {
          throw new UncheckedIOException(new IOException("the store is away"));
        });
    loseAnswer();
  }

  private void assertCommittedOnce() throws IOException {
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, ROWS, PAYLOAD));
    test.assertNothingUntracked();
    assertThat(test.jobs()).filteredOn(job -> job.status() == Status.COMMITTED).hasSize(1);
    assertThat(test.jobs()).filteredOn(job -> job.status() == Status.RUNNING).isEmpty();
  }
}
