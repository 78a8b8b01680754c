package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.statestore.FileReference;

/** What every {@link IngestCommitStore} does. */
public abstract class IngestCommitStoreContract {

  private static final String TABLE = "0a1b2c3d";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  private StoreFixture fixture;
  private IngestCommitStore store;

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  @BeforeEach
  void makeTable() {
    fixture = newFixture();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    store = fixture.store();
  }

  @AfterEach
  void closeFixture() {
    fixture.close();
  }

  @Test
  void shouldKeepAnIntentAsItWasWritten() {
    WriteIntent intent = intent("run-1", "job");

    assertThat(store.create(intent)).isEqualTo(new IntentCreation.Created());

    assertThat(store.intents(TABLE)).containsExactly(intent);
    assertThat(store.allIntents()).containsExactly(intent);
  }

  @Test
  void shouldTakeARepeatedIntentForTheSame() {
    store.create(intent("run-1", "job"));

    assertThat(store.create(intent("run-1", "job"))).isEqualTo(new IntentCreation.Created());
    assertThat(store.intents(TABLE)).hasSize(1);
  }

  @Test
  void shouldNotReviveAFencedIntentThatIsRepeated() {
    store.create(intent("run-1", "job"));
    store.fence(token("run-1", 1), LATER);

    assertThat(store.create(intent("run-1", "job"))).isEqualTo(new IntentCreation.Created());
    assertThat(store.intents(TABLE)).containsExactly(intent("run-1", "job").fencedAt(LATER));
  }

  @Test
  void shouldRefuseASecondOpenIntentOfAJob() {
    store.create(intent("run-1", "job"));

    assertThat(store.create(intent("run-2", "job")))
        .isEqualTo(new IntentCreation.JobOpen(intent("run-1", "job")));
    assertThat(store.create(intent("run-3", "other"))).isEqualTo(new IntentCreation.Created());
    assertThat(store.intents(TABLE)).extracting(WriteIntent::runId).doesNotContain("run-2");
  }

  @Test
  void shouldAllowANewIntentOfAJobWhoseRunIsFenced() {
    store.create(intent("run-1", "job"));
    store.fence(token("run-1", 1), NOW);

    assertThat(store.create(intent("run-2", "job"))).isEqualTo(new IntentCreation.Created());
  }

  @Test
  void shouldRefuseAnIntentOfACommittedJob() {
    commitFile("run-1", "job", 0);

    assertThat(store.create(intent("run-2", "job")))
        .isEqualTo(new IntentCreation.JobCommitted(entry("run-1", "job", 1)));
    assertThat(store.intents(TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseAnIntentForATableThatIsNotThere() {
    fixture.drop(TABLE);

    assertThat(store.create(intent("run-1", "job"))).isEqualTo(new IntentCreation.TableGone());
    assertThat(store.allIntents()).isEmpty();
  }

  @Test
  void shouldRenewUnderTheEpochOnly() {
    store.create(intent("run-1", "job"));

    assertThat(store.renew(token("run-1", 1), LATER)).isTrue();
    assertThat(store.renew(token("run-1", 2), LATER.plusSeconds(1))).isFalse();
    assertThat(store.renew(token("run-2", 1), LATER)).isFalse();
    assertThat(store.intents(TABLE)).containsExactly(intent("run-1", "job").withLease(LATER));
  }

  @Test
  void shouldFenceOnce() {
    store.create(intent("run-1", "job"));

    assertThat(store.fence(token("run-1", 1), LATER)).isTrue();
    assertThat(store.fence(token("run-1", 1), LATER)).isFalse();
    assertThat(store.fence(token("run-1", 2), LATER)).isFalse();
    assertThat(store.renew(token("run-1", 1), LATER)).isFalse();
    assertThat(store.renew(token("run-1", 2), LATER)).isFalse();
    assertThat(store.close(token("run-1", 1))).isFalse();
    assertThat(store.intents(TABLE)).containsExactly(intent("run-1", "job").fencedAt(LATER));
  }

  @Test
  void shouldRemoveAClosedIntent() {
    store.create(intent("run-1", "job"));

    assertThat(store.close(token("run-1", 2))).isFalse();
    assertThat(store.close(token("run-1", 1))).isTrue();
    assertThat(store.close(token("run-1", 1))).isFalse();
    assertThat(store.intents(TABLE)).isEmpty();
  }

  @Test
  void shouldBuryAFencedIntentAndForgetABuriedOne() {
    store.create(intent("run-1", "job"));
    assertThat(store.bury(token("run-1", 1), NOW)).isFalse();
    assertThat(store.forget(token("run-1", 1))).isFalse();
    store.fence(token("run-1", 1), NOW);
    assertThat(store.forget(token("run-1", 2))).isFalse();

    assertThat(store.bury(token("run-1", 2), LATER)).isTrue();
    assertThat(store.bury(token("run-1", 2), LATER)).isFalse();
    assertThat(store.intents(TABLE)).extracting(WriteIntent::phase).containsExactly(Phase.SWEPT);
    assertThat(store.forget(token("run-1", 2))).isTrue();
    assertThat(store.forget(token("run-1", 2))).isFalse();
    assertThat(store.allIntents()).isEmpty();
  }

  @Test
  void shouldCommitFilesLedgerEntryAndEndOfTheRunAtOnce() {
    store.create(intent("run-1", "job"));
    CommitRequest request = request("run-1", "job", 0);

    assertThat(store.commit(request))
        .isEqualTo(new CommitDecision.Committed(entry("run-1", "job", 1)));

    assertThat(fixture.states(TABLE).latest().version()).isEqualTo(1);
    assertThat(fixture.states(TABLE).latest().references())
        .containsExactlyElementsOf(request.references());
    assertThat(fixture.states(TABLE).latest().addedAt("run-1.parquet")).hasValue(1);
    assertThat(store.committedJob(TABLE, 0, "job")).contains(entry("run-1", "job", 1));
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
    assertThat(store.intents(TABLE)).isEmpty();
  }

  @Test
  void shouldCommitAJobWithoutRowsToTheLedgerAlone() {
    store.create(intent("run-1", "job"));
    CommitRequest request = emptyRequest("run-1", "job", 0);

    assertThat(store.commit(request)).isEqualTo(new CommitDecision.Committed(request.entry()));

    assertThat(fixture.states(TABLE).latest().version()).isZero();
    assertThat(store.committedJob(TABLE, 0, "job")).contains(request.entry());
    assertThat(store.intents(TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseAVersionThatIsNotTheLast() {
    commitFile("run-1", "job-1", 0);
    store.create(intent("run-2", "job-2"));

    assertThat(store.commit(request("run-2", "job-2", 0)))
        .isEqualTo(new CommitDecision.NumberTaken());
    assertThat(store.commit(emptyRequest("run-2", "job-2", 0)))
        .isEqualTo(new CommitDecision.NumberTaken());
    assertThat(store.commit(request("run-2", "job-2", 2)))
        .isEqualTo(new CommitDecision.NumberTaken());
    assertUnchangedSince("run-1", "job-1");
    assertThat(store.intents(TABLE)).hasSize(1);
    assertThat(store.commit(request("run-2", "job-2", 1)))
        .isEqualTo(new CommitDecision.Committed(entry("run-2", "job-2", 2)));
  }

  @Test
  void shouldFindTheOwnEntryWhenACommitIsRepeated() {
    commitFile("run-1", "job", 0);

    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.AlreadyCommitted(entry("run-1", "job", 1)));
    assertUnchangedSince("run-1", "job");
  }

  @Test
  void shouldFindTheEntryOfTheRunThatWasFaster() {
    store.create(intent("run-1", "job"));
    store.fence(token("run-1", 1), NOW);
    commitFile("run-2", "job", 0);

    assertThat(store.commit(request("run-1", "job", 1)))
        .isEqualTo(new CommitDecision.AlreadyCommitted(entry("run-2", "job", 1)));
    assertUnchangedSince("run-2", "job");
  }

  @Test
  void shouldRefuseAFencedAndAClosedRun() {
    store.create(intent("run-1", "job-1"));
    store.fence(token("run-1", 1), NOW);
    store.create(intent("run-2", "job-2"));
    store.close(token("run-2", 1));

    assertThat(store.commit(request("run-1", "job-1", 0))).isEqualTo(new CommitDecision.Fenced());
    assertThat(store.commit(request("run-2", "job-2", 0))).isEqualTo(new CommitDecision.Fenced());
    assertThat(fixture.states(TABLE).latest().version()).isZero();
    assertThat(store.committedJobs(TABLE, 0, 10)).isEmpty();
  }

  @Test
  void shouldRefuseADroppedTable() {
    store.create(intent("run-1", "job"));
    fixture.drop(TABLE);

    assertThat(store.commit(request("run-1", "job", 0))).isEqualTo(new CommitDecision.TableGone());
    assertThat(store.commit(emptyRequest("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.TableGone());
    assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
  }

  @Test
  void shouldNotCommitAgainstPartitionsThatHaveChanged() {
    store.create(intent("run-1", "job"));
    fixture.split(TABLE, "left");

    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.PartitionsChanged());
    assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
  }

  @Test
  void shouldSayThatPartitionsHaveChangedThoughTheNumberIsTakenToo() {
    store.create(intent("run-1", "job"));
    commitFile("run-2", "other", 0);
    fixture.split(TABLE, "left");

    assertThat(store.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.PartitionsChanged());
  }

  @Test
  void shouldKeepTheLivesOfATableApart() {
    commitFile("run-1", "job", 0);
    fixture.clear(TABLE);
    long life = fixture.states(TABLE).latest().life();
    assertThat(life).isEqualTo(2);
    WriteIntent again = intent("run-2", "job", life);

    assertThat(store.create(again)).isEqualTo(new IntentCreation.Created());
    CommitRequest request =
        new CommitRequest(
            token("run-2", 1), life, 2, 1, List.of(file("run-2")), entry("run-2", "job", 3), NOW);
    assertThat(store.commit(request)).isInstanceOf(CommitDecision.Committed.class);

    assertThat(store.committedJobs(TABLE, 0, 10)).containsExactly(entry("run-1", "job", 1));
    assertThat(store.committedJobs(TABLE, life, 10)).containsExactly(entry("run-2", "job", 3));
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
  }

  @Test
  void shouldListTheNewestCommittedJobsFirst() {
    for (int i = 0; i < 4; i++) {
      commitFile("run-" + i, "job-" + i, i);
    }

    assertThat(store.committedJobs(TABLE, 0, 3))
        .extracting(LedgerEntry::jobId)
        .containsExactly("job-3", "job-2", "job-1");
  }

  @Test
  void shouldLetOneOfManyAtATimeHaveANumber() throws Exception {
    int writers = 8;
    List<Callable<CommitDecision>> commits = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      String run = "run-" + i;
      store.create(intent(run, "job-" + i));
      commits.add(() -> store.commit(request(run, run.replace("run", "job"), 0)));
    }

    List<CommitDecision> decisions = atTheSameTime(commits);

    assertThat(decisions).filteredOn(d -> d instanceof CommitDecision.Committed).hasSize(1);
    assertThat(decisions).filteredOn(d -> d instanceof CommitDecision.NumberTaken).hasSize(7);
    assertThat(store.committedJobs(TABLE, 0, 10)).hasSize(1);
    assertThat(fixture.states(TABLE).latest().references()).hasSize(1);
    assertThat(store.intents(TABLE)).hasSize(writers - 1);
  }

  @Test
  void shouldLetOneOfManyAtATimeOpenAJob() throws Exception {
    List<Callable<IntentCreation>> creations = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String run = "run-" + i;
      creations.add(() -> store.create(intent(run, "job")));
    }

    assertThat(atTheSameTime(creations))
        .filteredOn(creation -> creation instanceof IntentCreation.Created)
        .hasSize(1);
    assertThat(store.intents(TABLE)).hasSize(1);
  }

  private void assertUnchangedSince(String runId, String jobId) {
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file(runId));
    assertThat(store.committedJobs(TABLE, 0, 10)).containsExactly(entry(runId, jobId, 1));
  }

  private void commitFile(String runId, String jobId, long version) {
    store.create(intent(runId, jobId));
    assertThat(store.commit(request(runId, jobId, version)))
        .isInstanceOf(CommitDecision.Committed.class);
  }

  private static WriteIntent intent(String runId, String jobId) {
    return intent(runId, jobId, 0);
  }

  private static WriteIntent intent(String runId, String jobId, long life) {
    return new WriteIntent(
        token(runId, WriteIntent.FIRST_EPOCH),
        life,
        new JobRequest(jobId, "fingerprint of " + jobId),
        TABLE + "/data/run_" + runId + "/",
        "owner",
        NOW,
        NOW.plusSeconds(30),
        Phase.OPEN,
        null);
  }

  private static RunToken token(String runId, long epoch) {
    return new RunToken(TABLE, runId, epoch);
  }

  private static CommitRequest request(String runId, String jobId, long version) {
    return new CommitRequest(
        token(runId, 1),
        0,
        version,
        1,
        List.of(file(runId)),
        entry(runId, jobId, version + 1),
        NOW);
  }

  private static CommitRequest emptyRequest(String runId, String jobId, long version) {
    return new CommitRequest(
        token(runId, 1), 0, version, 1, List.of(), entry(runId, jobId, 0), NOW);
  }

  private static FileReference file(String runId) {
    return FileReference.wholeFile(runId + ".parquet", "left", 7);
  }

  private static LedgerEntry entry(String runId, String jobId, long number) {
    return new LedgerEntry(
        jobId,
        "fingerprint of " + jobId,
        runId,
        number,
        NOW.plusSeconds(number),
        new RunTotals(12, 7, 3, 2, 1, 1234));
  }

  private static <T> List<T> atTheSameTime(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
