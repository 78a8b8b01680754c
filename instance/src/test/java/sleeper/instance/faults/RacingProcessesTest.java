package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.JobRecord.Status;

/** Several processes at one table at the same time. */
@Timeout(60)
class RacingProcessesTest {

  private static final long LEASE = 3_600_000;
  private static final int ROWS = 1000;
  private static final int PAYLOAD = 20;

  private static final List<ChildProcess> CHILDREN = new ArrayList<>();

  @TempDir private Path temporary;
  private TestInstance test;

  @BeforeAll
  static void startProcesses() throws IOException {
    for (int i = 0; i < 4; i++) {
      CHILDREN.add(ChildProcess.start());
    }
  }

  @AfterAll
  static void endProcesses() throws Exception {
    for (ChildProcess child : CHILDREN) {
      child.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    test = TestInstance.create(temporary.resolve("instance"));
    for (ChildProcess child : CHILDREN) {
      child.open(test.folder(), LEASE);
    }
  }

  @AfterEach
  void close() {
    test.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void shouldCommitAJobInOneOfTheProcessesThatRaceForIt(int processes) throws Exception {
    int jobs = 3;
    for (int job = 0; job < jobs; job++) {
      for (ChildProcess child : CHILDREN.subList(0, processes)) {
        child.say("rows job-%d %d %d %d".formatted(job, job * ROWS, ROWS, PAYLOAD));
      }
      List<String> answers = new ArrayList<>();
      for (ChildProcess child : CHILDREN.subList(0, processes)) {
        answers.add(child.answer());
      }
      assertThat(answers).allMatch(a -> a.startsWith("committed") || a.startsWith("duplicate"));
      assertThat(answers).filteredOn(answer -> answer.startsWith("committed")).hasSize(1);
    }
    assertJobs(jobs);
  }

  @Test
  void shouldCommitEveryJobOfProcessesAtDifferentOnes() throws Exception {
    int rounds = 3;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < CHILDREN.size(); i++) {
        int job = round * CHILDREN.size() + i;
        CHILDREN.get(i).say("rows job-%d %d %d %d".formatted(job, job * ROWS, ROWS, PAYLOAD));
      }
      for (ChildProcess child : CHILDREN) {
        assertThat(child.answer()).startsWith("committed");
      }
    }
    assertJobs(rounds * CHILDREN.size());
  }

  @Test
  void shouldCommitEveryJobWhileOthersCollectAndQuery() throws Exception {
    int rounds = 4;
    for (int round = 0; round < rounds; round++) {
      CHILDREN.get(0).say("rows job-%d %d %d %d".formatted(round, round * ROWS, ROWS, PAYLOAD));
      CHILDREN.get(1).say("collect");
      CHILDREN.get(2).say("collect");
      int seen = test.rows().size();
      assertThat(seen).isIn(round * ROWS, (round + 1) * ROWS);
      test.collect();
      assertThat(CHILDREN.get(0).answer()).startsWith("committed");
      assertThat(CHILDREN.get(1).answer()).contains("problems=[]").contains("objectsSwept=0");
      assertThat(CHILDREN.get(2).answer()).contains("problems=[]").contains("objectsSwept=0");
    }
    assertJobs(rounds);
  }

  @Test
  void shouldHoldTheJobsOfItsLifeWhenATableIsClearedUnderProcesses() throws Exception {
    int job = 0;
    List<String> outcomes = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      int first = job;
      for (ChildProcess child : CHILDREN) {
        child.say("rows job-%d %d %d %d".formatted(job, job * ROWS, ROWS, PAYLOAD));
        job++;
      }
      Thread.sleep(20L * round);
      test.instance().tables().clear(TestInstance.TABLE);
      for (ChildProcess child : CHILDREN) {
        outcomes.add(child.answer());
      }
      assertHoldsTheJobsOfTheLedger(first, job);
    }
    assertThat(outcomes)
        .allMatch(
            outcome ->
                outcome.startsWith("committed")
                    || outcome.contains("the table was cleared while it was running"));
    test.collect();
    test.assertNothingUntracked();
  }

  private void assertHoldsTheJobsOfTheLedger(int first, int end) throws IOException {
    List<String> committed =
        test.jobs().stream()
            .filter(job -> job.status() == Status.COMMITTED)
            .map(JobRecord::jobId)
            .toList();
    List<Long> expected = new ArrayList<>();
    for (int job = first; job < end; job++) {
      if (committed.contains("job-" + job)) {
        for (long number = job * ROWS; number < (job + 1) * ROWS; number++) {
          expected.add(number);
        }
      }
    }
    assertThat(test.rows().stream().map(row -> (Long) row.get("number")).sorted().toList())
        .isEqualTo(expected);
  }

  private void assertJobs(int jobs) throws IOException {
    assertThat(test.rows()).isEqualTo(NumberedRows.sorted(0, jobs * ROWS, PAYLOAD));
    assertThat(test.jobs())
        .hasSize(jobs)
        .allMatch(job -> job.status() == Status.COMMITTED)
        .extracting(JobRecord::jobId)
        .doesNotHaveDuplicates();
    test.collect();
    test.assertNothingUntracked();
  }
}
