package sleeper.plan;

import sleeper.ingest.pipeline.ExpectedJob;
import sleeper.ingest.pipeline.SpillForecast;

/** What one job of this engine does and asks for. */
final class JobModel {

  /** The properties of the instance and three looks at those of the table. */
  private static final double PROPERTIES = 4;

  /** Sketches of a file, as an object besides it. */
  private static final double OBJECTS_PER_FILE = 2;

  /** Started, added files and finished, each an event and an entry by which its job is found. */
  private static final double TRACKER_WRITES = 3 * 2;

  /** How the run ended, and its details. */
  private static final double LAST_WRITES = 2;

  /** The progress of a run is written once a second. */
  private static final double PROGRESS_WRITES_PER_SECOND = 1;

  /** Send, receive, hold and delete. */
  private static final double MESSAGE_REQUESTS = 4;

  private static final double HOLDS_PER_VISIBILITY = 3;

  /** An object and two items that name it. */
  private static final double SNAPSHOT_WRITES = 2;

  private final EngineSettings settings;
  private final Speeds speeds;
  private final double cpus;

  /**
   * The model.
   *
   * @param cpus processors that a job has
   */
  JobModel(EngineSettings settings, Speeds speeds, double cpus) {
    this.settings = settings;
    this.speeds = speeds;
    this.cpus = cpus;
  }

  /** The plan of a job of some of the rows. */
  JobPlan plan(Workload workload, long rows) {
    long leaves = workload.spread().touchedBy(rows);
    SpillForecast work = SpillForecast.of(expected(workload, rows, leaves));
    long files = leaves * (work.flushes() + 1);
    CommitCost commit =
        CommitCost.of(files, settings.logs().isEmpty() && workload.jobs() == 1, settings);
    double puts = uploads(workload, rows, files) + commit.puts() + snapshots();
    double seconds = seconds(rows, puts);
    double inputBytes = rows * workload.row().input();
    JobUse use =
        new JobUse(
            (double) files,
            rows * workload.row().stored(),
            puts,
            PROPERTIES
                + Downloads.requests(workload.input(), inputBytes, settings.source().bytes()),
            commit.writeUnits()
                + SNAPSHOT_WRITES * snapshots()
                + renewals(seconds)
                + tracked(seconds),
            commit.readUnits(),
            messages(seconds),
            seconds);
    return new JobPlan(rows, leaves, commit.bodyBytes(), use, work);
  }

  private ExpectedJob expected(Workload workload, long rows, long leaves) {
    return new ExpectedJob(
        settings.budgets().memoryBytes(),
        settings.source().bytes(),
        settings.budgets().diskBytes(),
        settings.budgets().fullPolicy(),
        settings.budgets().threads(),
        settings.files().rowGroupBytes(),
        settings.fileBytes(),
        rows,
        workload.row().memory(),
        settings.source().blockRows(),
        leaves);
  }

  private static double uploads(Workload workload, long rows, long files) {
    double fileBytes = rows * workload.row().stored() / files;
    return files * (OBJECTS_PER_FILE - 1 + Uploads.requests(fileBytes));
  }

  private double snapshots() {
    return settings.logs().snapshotEvery() == 0 ? 0 : 1.0 / settings.logs().snapshotEvery();
  }

  /** Each thread that writes leaves waits for its own requests. */
  private double seconds(long rows, double puts) {
    return speeds.secondsPerJob()
        + rows / (speeds.rowsPerSecondAndCpu() * cpus)
        + puts * speeds.secondsPerRequest() / settings.budgets().threads();
  }

  private double renewals(double seconds) {
    return Math.floor(seconds * 1000 / settings.runs().renewalPeriodMillis());
  }

  private double tracked(double seconds) {
    return settings.door().isTask()
        ? TRACKER_WRITES + LAST_WRITES + Math.floor(seconds * PROGRESS_WRITES_PER_SECOND)
        : 0;
  }

  private double messages(double seconds) {
    double period = settings.tasks().visibility().toMillis() / 1000.0 / HOLDS_PER_VISIBILITY;
    return settings.door().isTask() ? MESSAGE_REQUESTS + Math.floor(seconds / period) : 0;
  }
}
