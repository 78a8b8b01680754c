package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.statestore.dynamo.commit.PendingClaims.NOW;
import static sleeper.statestore.dynamo.commit.PendingClaims.PUT;
import static sleeper.statestore.dynamo.commit.PendingClaims.TABLE;
import static sleeper.statestore.dynamo.commit.PendingClaims.TRANSACTION;
import static sleeper.statestore.dynamo.commit.PendingClaims.commit;
import static sleeper.statestore.dynamo.commit.PendingClaims.dieAfterLog;
import static sleeper.statestore.dynamo.commit.PendingClaims.dieBeforeLog;
import static sleeper.statestore.dynamo.commit.PendingClaims.entry;
import static sleeper.statestore.dynamo.commit.PendingClaims.file;
import static sleeper.statestore.dynamo.commit.PendingClaims.hooked;
import static sleeper.statestore.dynamo.commit.PendingClaims.intent;
import static sleeper.statestore.dynamo.commit.PendingClaims.prefix;
import static sleeper.statestore.dynamo.commit.PendingClaims.recording;
import static sleeper.statestore.dynamo.commit.PendingClaims.request;
import static sleeper.statestore.dynamo.commit.PendingClaims.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IntentCreation;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.core.statestore.FileReference;
import sleeper.core.storage.ObjectWriter;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Claims on an instance that is shared with Sleeper, and how they are settled. */
class SharedClaimsTest {

  private DynamoStoreFixture fixture;
  private IngestCommitStore store;

  @BeforeEach
  void makeTable() {
    fixture = DynamoStoreFixture.shared();
    fixture.createTable(TABLE, TestTrees.twoLeaves());
    store = fixture.store();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldAnswerThatTheJobIsOpenWhileAClaimIsPending() {
    dieAfterLog(fixture, "run-1", "job", 0);
    assertThat(store.create(intent("run-2", "job")))
        .isEqualTo(new IntentCreation.JobOpen(intent("run-1", "job")));
    assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
  }

  @Test
  void shouldCommitOnBehalfOfARunThatDiedAfterItWasInTheLog() {
    dieAfterLog(fixture, "run-1", "job", 0);
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
    assertThat(store.committedJobs(TABLE, 0, 9)).containsExactly(entry("run-1", "job", 1));
    assertThat(store.allIntents()).isEmpty();
    assertThat(store.create(intent("run-2", "job")))
        .isEqualTo(new IntentCreation.JobCommitted(entry("run-1", "job", 1)));
  }

  @Test
  void shouldFenceARunThatDiedBeforeItWasInTheLogByTakingItsNumber() {
    dieBeforeLog(fixture, "run-1", "job", 0);
    assertThat(store.fence(token("run-1"), NOW)).isTrue();
    assertThat(store.intents(TABLE)).extracting(WriteIntent::phase).containsExactly(Phase.FENCED);
    assertThat(fixture.states(TABLE).latest().version()).isEqualTo(1);
    assertThat(fixture.states(TABLE).latest().references()).isEmpty();
    assertThat(store.commit(request("run-1", "job", 0))).isEqualTo(new CommitDecision.Fenced());
    assertThat(store.create(intent("run-2", "job"))).isEqualTo(new IntentCreation.Created());
  }

  @Test
  void shouldFenceARunWhoseNumberIsTaken() {
    dieBeforeLog(fixture, "run-1", "job", 0);
    commit(store, "run-2", 0);
    assertThat(store.fence(token("run-1"), NOW)).isTrue();
    assertThat(fixture.states(TABLE).latest().version()).isEqualTo(1);
  }

  @Test
  void shouldLoseItsNumberToTheOneThatSettlesWhilePausedBeforeTheLog() {
    store.create(intent("run-1", "job"));
    IngestCommitStore paused =
        hooked(fixture, once(PUT, () -> assertThat(store.fence(token("run-1"), NOW)).isTrue()));
    assertThat(paused.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitDecision.NumberTaken.class);
    assertThat(paused.commit(request("run-1", "job", 1))).isEqualTo(new CommitDecision.Fenced());
    assertThat(fixture.states(TABLE).latest().references()).isEmpty();
  }

  @Test
  void shouldNotClaimAnotherNumberWhileSomebodySettles() {
    dieBeforeLog(fixture, "run-1", "job", 0);
    IngestCommitStore dying =
        hooked(
            fixture,
            new Hook() {
              private int puts;

              @Override
              public void before(String operation) {
                if (operation.equals(PUT) && ++puts == 2) {
                  throw new Killed("between marking the claim and filling its number");
                }
              }
            });
    assertThatThrownBy(() -> dying.fence(token("run-1"), NOW)).isInstanceOf(Killed.class);
    commit(store, "run-2", 0);
    assertThat(store.commit(request("run-1", "job", 1)))
        .isInstanceOf(CommitDecision.NumberTaken.class);
    assertThat(fixture.states(TABLE).latest().references()).containsExactly(file("run-2"));
    assertThat(store.close(token("run-1"))).isTrue();
    assertThat(store.allIntents()).isEmpty();
  }

  @Test
  void shouldGoOnToAnotherNumberAfterALostRace() {
    store.create(intent("run-1", "job"));
    IngestCommitStore slow = hooked(fixture, once(PUT, () -> commit(store, "run-2", 0)));
    assertThat(slow.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitDecision.NumberTaken.class);
    assertThat(store.commit(request("run-1", "job", 1)))
        .isEqualTo(new CommitDecision.Committed(entry("run-1", "job", 2)));
    assertThat(fixture.instance().entriesOfRuns(TABLE)).isEqualTo(2);
  }

  @Test
  void shouldAskOnceWhereTheNumberWasTaken() {
    commit(store, "run-1", 0);
    commit(store, "run-2", 1);
    store.create(intent("run-3", "job"));
    List<String> requests = new ArrayList<>();
    IngestCommitStore recorded = hooked(fixture, recording(requests));

    assertThat(recorded.commit(request("run-3", "job", 1)))
        .isEqualTo(new CommitDecision.NumberTaken());
    assertThat(requests).containsExactly("batchGetItem");
  }

  @Test
  void shouldAskTwiceBeforeItClaimsAgainThoughOthersWentFarAhead() {
    commit(store, "run-1", 0);
    store.create(intent("run-2", "job"));
    IngestCommitStore slow = hooked(fixture, once(PUT, () -> commitFurther(1, 3)));
    slow.commit(request("run-2", "job", 1));
    List<String> requests = new ArrayList<>();
    IngestCommitStore recorded = hooked(fixture, recording(requests));

    assertThat(recorded.commit(request("run-2", "job", 4)))
        .isEqualTo(new CommitDecision.Committed(entry("run-2", "job", 5)));
    assertThat(requests).containsExactly("batchGetItem", "query", PUT, PUT, "getItem", TRANSACTION);
  }

  @Test
  void shouldWriteWhatSleeperReadsAndJobAndRunBesides() {
    commit(store, "run-1", 0);
    Map<String, AttributeValue> item = fixture.instance().logEntry(TABLE, 1);
    assertThat(item.keySet())
        .containsExactlyInAnyOrder(
            "TABLE_ID", "TRANSACTION_NUMBER", "UPDATE_TIME", "TYPE", "BODY", "JOB_ID", "RUN_ID");
    assertThat(item.get("TYPE").s()).isEqualTo("ADD_FILES");
    assertThat(item.get("BODY").s())
        .contains("\"writtenTime\":" + NOW.toEpochMilli())
        .contains(file("run-1").filename())
        .doesNotContain("jobId")
        .doesNotContain("jobRunId");
  }

  @Test
  void shouldKeepALargeTransactionUnderThePrefixOfTheRun() {
    List<FileReference> many = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      String name = "mem:%sleft-%08d-%s.parquet".formatted(prefix("run-1"), i, "x".repeat(40));
      many.add(FileReference.wholeFile(name, "left", 1));
    }
    store.create(intent("run-1", "job"));
    // Lost once, so that the same object is written by two attempts.
    IngestCommitStore slow = hooked(fixture, once(PUT, () -> commit(store, "run-2", 0)));
    slow.commit(request("run-1", "job", 0, many));
    assertThat(store.commit(request("run-1", "job", 1, many)))
        .isInstanceOf(CommitDecision.Committed.class);
    assertThat(fixture.instance().logEntry(TABLE, 2).get("BODY_S3_KEY").s())
        .isEqualTo(prefix("run-1") + "transaction.json");
    assertThat(fixture.states(TABLE).latest().references()).hasSize(2001);
  }

  @Test
  void shouldCommitARunWhoseEntryWasCutOffWhenTheTableKnowsItsFiles() {
    dieAfterLog(fixture, "run-1", "job", 0);
    commitFurther(1, 3);
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, 2);
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
  }

  @Test
  void shouldFenceARunBehindTheLogWhoseFilesAreThereAndNotInTheTable() throws IOException {
    dieBeforeLog(fixture, "run-1", "job", 0);
    put(prefix("run-1") + "left-0.parquet");
    commitFurther(0, 3);
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, 2);
    assertThat(store.fence(token("run-1"), NOW)).isTrue();
    assertThat(store.committedRun(TABLE, "run-1")).isEmpty();
  }

  @Test
  void shouldSayThatNobodyCanTellOfARunBehindTheLogThatLeftNoFiles() {
    dieBeforeLog(fixture, "run-1", "job", 0);
    commitFurther(0, 3);
    fixture.states(TABLE).latest();
    fixture.instance().cutOff(TABLE, 2);
    assertThatThrownBy(() -> store.fence(token("run-1"), NOW))
        .isInstanceOf(CommitStateUnknown.class)
        .hasMessageContaining("run-1")
        .hasMessageContaining("cut off");
    assertThat(store.intents(TABLE)).hasSize(1);
  }

  @Test
  void shouldTakeBackAnEntryThatCameBehindTheLog() {
    store.create(intent("run-1", "job"));
    IngestCommitStore paused =
        hooked(
            fixture,
            once(
                PUT,
                () -> {
                  commitFurther(0, 3);
                  fixture.states(TABLE).latest();
                  fixture.instance().cutOff(TABLE, 2);
                }));
    assertThat(paused.commit(request("run-1", "job", 0)))
        .isInstanceOf(CommitDecision.NumberTaken.class);
    assertThat(fixture.instance().logEntry(TABLE, 1)).isEmpty();
  }

  @Test
  void shouldCommitTheFirstFilesThoughSleeperWritesASnapshotRightAfter() {
    store.create(intent("run-1", "job"));
    IngestCommitStore slow = hooked(fixture, onceAfter(PUT, this::writeSnapshotOfTheFirst));
    assertThat(slow.commit(request("run-1", "job", 0)))
        .isEqualTo(new CommitDecision.Committed(entry("run-1", "job", 1)));
    assertThat(fixture.instance().logEntry(TABLE, 1)).isNotEmpty();
  }

  @Test
  void shouldTellFromTheFirstEntryThoughTheFilesWereCollectedAndThereIsASnapshot() {
    dieAfterLog(fixture, "run-1", "job", 0);
    writeSnapshotOfTheFirst();
    // The table knows its files no more, and there are no objects.
    fixture.clear(TABLE);
    assertThat(store.fence(token("run-1"), NOW)).isFalse();
    assertThat(store.committedRun(TABLE, "run-1")).contains(entry("run-1", "job", 1));
  }

  private void writeSnapshotOfTheFirst() {
    fixture.instance().cutOff(TABLE, 0);
  }

  @Test
  void shouldCommitAgainAfterAnEntryThatCameBehindTheLog() throws IOException {
    shouldTakeBackAnEntryThatCameBehindTheLog();
    put(prefix("run-1") + "left-0.parquet");
    assertThat(store.commit(request("run-1", "job", 3)))
        .isInstanceOf(CommitDecision.Committed.class);
    assertThat(fixture.states(TABLE).latest().references()).contains(file("run-1"));
  }

  @Test
  void shouldNotPutAnythingBeyondTheEndOfALogThatStartedAnew() {
    commitFurther(0, 3);
    dieBeforeLog(fixture, "run-1", "job", 3);
    fixture.instance().cutOff(TABLE, 3);
    fixture.instance().forgetSnapshots(TABLE);
    assertThat(store.fence(token("run-1"), NOW)).isTrue();
    assertThat(fixture.instance().logEntry(TABLE, 4)).isEmpty();
  }

  @Test
  void shouldNotCommitBeyondTheEndOfALogThatStartedAnew() {
    commitFurther(0, 3);
    store.create(intent("run-1", "job"));
    fixture.instance().cutOff(TABLE, 3);
    fixture.instance().forgetSnapshots(TABLE);
    assertThat(store.commit(request("run-1", "job", 3)))
        .isInstanceOf(CommitDecision.NumberTaken.class);
    assertThat(fixture.instance().logEntry(TABLE, 4)).isEmpty();
  }

  @Test
  void shouldForgetTheJobsOfALogThatStartedAnew() {
    commit(store, "run-1", 0);
    commit(store, "run-2", 1);
    fixture.instance().cutOff(TABLE, 2);
    fixture.instance().forgetSnapshots(TABLE);
    assertThat(store.committedJob(TABLE, 0, "job of run-2")).isEmpty();
    store.create(intent("run-3", "job of run-3"));
    store.commit(request("run-3", "job of run-3", 0));
    assertThat(store.committedJob(TABLE, 0, "job of run-1")).isEmpty();
    assertThat(store.create(intent("run-4", "job of run-1")))
        .isEqualTo(new IntentCreation.Created());
    assertThat(store.committedJob(TABLE, 0, "job of run-3")).isPresent();
  }

  @Test
  void shouldKeepTheJobsThatTheLogWasCutOffBehind() {
    commitFurther(0, 3);
    fixture.instance().cutOff(TABLE, 2);
    assertThat(store.create(intent("run-9", "job of other-0")))
        .isInstanceOf(IntentCreation.JobCommitted.class);
  }

  @Test
  void shouldKeepAJobThoughAnotherRunCameBehindTheLogAtItsNumber() {
    commitFurther(0, 4);
    fixture.instance().cutOff(TABLE, 3);
    fixture.instance().putEntryOfRun(TABLE, 2, "late");
    assertThat(store.create(intent("run-9", "job of other-1")))
        .isInstanceOf(IntentCreation.JobCommitted.class);
  }

  @Test
  void shouldForgetTheJobsOfALogThatStartedAnewAndWasClearedAtALowerNumberThanBefore() {
    commitFurther(0, 3);
    fixture.clear(TABLE);
    store.create(intent("run-4", "job", 4));
    store.close(token("run-4"));
    fixture.instance().cutOff(TABLE, 4);
    fixture.instance().forgetSnapshots(TABLE);
    store.create(intent("run-5", "job"));
    store.commit(request("run-5", "job", 0));
    assertThat(store.committedJob(TABLE, 0, "job")).isPresent();
    // The new log was cleared at 2, in a life that the ledger still counts as the fourth.
    assertThat(store.committedJob(TABLE, 2, "job")).isEmpty();
    assertThat(store.create(intent("run-6", "job", 2))).isEqualTo(new IntentCreation.Created());
  }

  @Test
  void shouldCountJobsInTheNewestLifeThatAnybodyHasSeen() {
    commit(store, "run-1", 0);
    fixture.clear(TABLE);
    assertThat(store.create(intent("run-2", "job", 2))).isEqualTo(new IntentCreation.Created());
    // Somebody who starts from a snapshot of Sleeper takes the table for never cleared.
    assertThat(store.create(intent("run-3", "job", 0)))
        .isEqualTo(new IntentCreation.JobOpen(intent("run-2", "job", 2)));
  }

  @Test
  void shouldFenceARunOfALifeThatSomebodyHasSeenTheEndOf() {
    store.create(intent("run-1", "job", 0));
    fixture.clear(TABLE);
    store.create(intent("run-2", "job", 1));
    assertThat(store.commit(request("run-1", "job", 1))).isEqualTo(new CommitDecision.Fenced());
  }

  @Test
  void shouldDecideOnceThoughACommitAndManyWhoSettleItRace() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 15; round++) {
        race(threads, "run-" + round, "job-" + round);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void race(ExecutorService threads, String runId, String jobId) throws Exception {
    store.create(intent(runId, jobId));
    long version = fixture.states(TABLE).latest().version();
    Callable<Object> commit = () -> store.commit(request(runId, jobId, version));
    Callable<Object> fence = () -> store.fence(token(runId), NOW);
    List<Object> answers = new ArrayList<>();
    for (Future<Object> future : threads.invokeAll(List.of(commit, fence, fence, fence))) {
      answers.add(future.get());
    }
    boolean inTable = fixture.states(TABLE).latest().references().contains(file(runId));
    boolean fenced = answers.subList(1, 4).contains(true);
    assertThat(inTable).as("%s: %s", runId, answers).isNotEqualTo(fenced);
    assertThat(store.committedRun(TABLE, runId).isPresent()).isEqualTo(inTable);
    assertThat(answers.subList(1, 4)).filteredOn(Boolean.TRUE::equals).hasSizeLessThanOrEqualTo(1);
    boolean toldCommitted =
        answers.get(0) instanceof CommitDecision.Committed
            || answers.get(0) instanceof CommitDecision.AlreadyCommitted;
    assertThat(!toldCommitted || inTable).as("%s: %s", runId, answers).isTrue();
  }

  private void commitFurther(long version, int number) {
    for (int i = 0; i < number; i++) {
      commit(store, "other-" + (version + i), version + i);
    }
  }

  private void put(String key) throws IOException {
    try (ObjectWriter writer = fixture.instance().data().create(key)) {
      byte[] bytes = "rows".getBytes(StandardCharsets.UTF_8);
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  /** Runs something once, after the first request of an operation was answered. */
  private static Hook onceAfter(String which, Runnable action) {
    return new Hook() {
      private boolean done;

      @Override
      public void after(String operation) {
        if (operation.equals(which) && !done) {
          done = true;
          action.run();
        }
      }
    };
  }

  /** Runs something once, before the first request of an operation. */
  private static Hook once(String which, Runnable action) {
    return new Hook() {
      private boolean done;

      @Override
      public void before(String operation) {
        if (operation.equals(which) && !done) {
          done = true;
          action.run();
        }
      }
    };
  }
}
