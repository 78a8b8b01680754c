package sleeper.core.ingest.contract;

import sleeper.core.ingest.JobRequest;

/** What the contracts of ingest runs have in common. */
abstract class RunsContract {

  static final String TABLE = RunsWorld.TABLE;
  static final JobRequest JOB = new JobRequest("job", "fingerprint");

  /** A test in a new world. */
  interface WorldTest {
    void run(RunsWorld world);
  }

  /** A new instance without tables. */
  protected abstract StoreFixture newFixture();

  final void inWorld(WorldTest test) {
    try (StoreFixture fixture = newFixture()) {
      test.run(new RunsWorld(fixture));
    }
  }
}
