package sleeper.aws.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunToken;
import sleeper.core.ingest.WriteIntent;
import sleeper.core.storage.ObjectWriter;
import sleeper.instance.backend.Backend;

/** A run that died long ago, and whose job never came again. */
final class DeadRun {

  private static final Duration AGE = Duration.ofHours(2);

  private DeadRun() {}

  /** Leaves its intent and two objects. */
  static void leave(Backend backend, String tableName) throws IOException {
    String tableId = backend.tables().findByName(tableName).orElseThrow().id();
    String prefix = tableId + "/data/run_dead/";
    IngestCommitStore store = backend.ingestCommitStore();
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(AGE);
    store.create(
        new WriteIntent(
            new RunToken(tableId, "dead", WriteIntent.FIRST_EPOCH),
            0,
            new JobRequest("of-a-dead-run", ""),
            prefix,
            "somewhere",
            begin,
            begin,
            WriteIntent.Phase.OPEN,
            null));
    for (String name : new String[] {"root.parquet", "root.sketches"}) {
      try (ObjectWriter object = backend.objects().create(prefix + name)) {
        object.write(new byte[] {1}, 0, 1);
        object.commit();
      }
    }
  }
}
