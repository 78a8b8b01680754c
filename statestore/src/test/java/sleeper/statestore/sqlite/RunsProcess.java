package sleeper.statestore.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.CommitRetries;

/**
 * A process that runs ingest jobs on an instance's database, told by lines on its standard input:
 * {@code start JOB}, {@code commit}, {@code race N}; it answers each with a line. The input's end
 * ends it.
 */
public final class RunsProcess {

  /** What answers begin with; other lines are what libraries say. */
  static final String ANSWER = "> ";

  private static final Duration POLL = Duration.ofMillis(20);

  private final IngestRuns runs;
  private @Nullable IngestRun run;

  private RunsProcess(IngestRuns runs) {
    this.runs = runs;
  }

  /** Arguments: database file, table id, lease in milliseconds. */
  public static void main(String[] arguments) throws Exception {
    Duration lease = Duration.ofMillis(Long.parseLong(arguments[2]));
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(Path.of(arguments[0]))) {
      RunsProcess process = new RunsProcess(runs(database, arguments[1], lease));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      System.out.println(ANSWER + "ready");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        System.out.println(ANSWER + process.answer(line.split(" ")));
      }
    }
  }

  static IngestRuns runs(SqliteInstanceDatabase database, String tableId, Duration lease) {
    LogTables tables = new LogTables(database.transactionLogs(), Clock.systemUTC());
    CommitRetries retries = new CommitRetries(200, Duration.ofMillis(2), Duration.ofMillis(50));
    return new LedgerIngestRuns(
        new IngestTable(tableId, tableId, tables.states(tableId), database.ingestCommitStore()),
        RunSettings.DEFAULT.withLease(lease, Duration.ZERO).withRetries(retries),
        RunEnvironment.system(new LocalRunOwner(), () -> UUID.randomUUID().toString()));
  }

  private String answer(String[] words) throws IOException, InterruptedException {
    return switch (words[0]) {
      case "start" -> start(words[1]);
      case "commit" -> commit();
      case "race" -> race(Integer.parseInt(words[1]));
      default -> throw new IOException("Not a word of this process: " + words[0]);
    };
  }

  private String start(String jobId) {
    RunStart start = runs.start(new JobRequest(jobId, ""));
    if (start instanceof RunStart.Started started) {
      run = started.run();
    }
    return start.getClass().getSimpleName();
  }

  private String commit() {
    IngestRun mine = Objects.requireNonNull(run);
    FileReference file = FileReference.wholeFile(mine.keyPrefix() + "left-0.parquet", "left", 3);
    try {
      CommitOutcome outcome = mine.commit(List.of(file), new RunTotals(3, 3, 0, 0, 1, 1));
      mine.abandon();
      return outcome.getClass().getSimpleName();
    } catch (CommitRejected | CommitStateUnknown e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  /** Brings all jobs to their end, and says how many of them it committed itself. */
  private String race(int jobs) throws InterruptedException {
    int committed = 0;
    for (int job = 0; job < jobs; job++) {
      String came = start("job-" + job);
      while (came.equals("RunningElsewhere")) {
        Thread.sleep(POLL.toMillis());
        came = start("job-" + job);
      }
      if (came.equals("Started") && commit().equals("Committed")) {
        committed++;
      }
    }
    return Integer.toString(committed);
  }
}
