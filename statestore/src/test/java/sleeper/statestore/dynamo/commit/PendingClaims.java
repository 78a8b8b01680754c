package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import sleeper.core.ingest.CommitRequest;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.ingest.WriteIntent.Phase;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.statestore.FileReference;
import sleeper.statestore.dynamo.commit.HookedClient.Hook;

/** Runs of a shared instance that die, or stand still, between their claim and the ledger. */
final class PendingClaims {

  static final String TABLE = "0a1b2c3d";
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  static final String PUT = "putItem";
  static final String TRANSACTION = "transactWriteItems";

  private PendingClaims() {}

  static RunToken token(String runId) {
    return new RunToken(TABLE, runId, WriteIntent.FIRST_EPOCH);
  }

  static WriteIntent intent(String runId, String jobId) {
    return intent(runId, jobId, 0);
  }

  static WriteIntent intent(String runId, String jobId, long life) {
    return new WriteIntent(
        token(runId),
        life,
        new JobRequest(jobId, "fingerprint"),
        prefix(runId),
        "owner",
        NOW,
        NOW.plusSeconds(30),
        Phase.OPEN,
        null);
  }

  static String prefix(String runId) {
    return TABLE + "/data/run_" + runId + "/";
  }

  static FileReference file(String runId) {
    return FileReference.wholeFile("mem:" + prefix(runId) + "left-0.parquet", "left", 7);
  }

  static CommitRequest request(String runId, String jobId, long version) {
    return request(runId, jobId, version, List.of(file(runId)));
  }

  static CommitRequest request(
      String runId, String jobId, long version, List<FileReference> files) {
    return new CommitRequest(
        token(runId), 0, version, 1, files, entry(runId, jobId, version + 1), NOW);
  }

  static LedgerEntry entry(String runId, String jobId, long number) {
    return new LedgerEntry(
        jobId,
        "fingerprint",
        runId,
        number,
        NOW.plusSeconds(number),
        new RunTotals(7, 7, 0, 0, 1, 100));
  }

  /** A committed run. */
  static void commit(IngestCommitStore store, String runId, long version) {
    store.create(intent(runId, "job of " + runId));
    store.commit(request(runId, "job of " + runId, version));
  }

  /** A run that has claimed the number after a version, and dies before it is in the log. */
  static void dieBeforeLog(DynamoStoreFixture fixture, String runId, String jobId, long version) {
    die(fixture, request(runId, jobId, version), before(PUT));
  }

  /** A run that has claimed the number after a version, and dies after it is in the log. */
  static void dieAfterLog(DynamoStoreFixture fixture, String runId, String jobId, long version) {
    die(fixture, request(runId, jobId, version), after(PUT));
  }

  private static void die(DynamoStoreFixture fixture, CommitRequest request, Hook hook) {
    fixture.store().create(intent(request.run().runId(), request.entry().jobId()));
    IngestCommitStore dying = hooked(fixture, hook);
    assertThatThrownBy(() -> dying.commit(request)).isInstanceOf(Killed.class);
  }

  static IngestCommitStore hooked(DynamoStoreFixture fixture, Hook hook) {
    return fixture.store(
        fixture.instance().state(HookedClient.of(DynamoTestInstance.client(), hook)));
  }

  /** Writes down what is asked for. */
  static Hook recording(List<String> operations) {
    return new Hook() {
      @Override
      public void before(String operation) {
        operations.add(operation);
      }
    };
  }

  private static Hook before(String which) {
    return new Hook() {
      @Override
      public void before(String operation) {
        dieAt(which, operation);
      }
    };
  }

  private static Hook after(String which) {
    return new Hook() {
      @Override
      public void after(String operation) {
        dieAt(which, operation);
      }
    };
  }

  private static void dieAt(String which, String operation) {
    if (operation.equals(which)) {
      throw new Killed(operation);
    }
  }
}
