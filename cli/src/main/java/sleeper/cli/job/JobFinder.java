package sleeper.cli.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sleeper.core.ingest.JobRecord;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobStatus;
import sleeper.instance.JobReports;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Puts together what ledger, write intents and trackers of an instance know of jobs. */
final class JobFinder {

  /** Unfinished jobs come first, then what ended last. */
  private static final Comparator<JobView> ORDER =
      Comparator.comparing((JobView job) -> job.standing().isUnfinished() ? 0 : 1)
          .thenComparing(JobView::since, Comparator.reverseOrder())
          .thenComparing(JobView::jobId);

  private static final int FEWEST_RECORDS = 200;

  private final SleeperInstance instance;
  private final JobReports reports;
  private final Set<@Nullable String> tableNames = new HashSet<>();

  /** What was found of a job so far. */
  private static final class Found {
    private @Nullable JobRecord record;
    private @Nullable JobStatus tracked;
    private @Nullable JobProgress progress;
  }

  /** A job of a table; the table's id if its name is not known, or null. */
  private record Key(@Nullable String table, String jobId) {}

  JobFinder(SleeperInstance instance) {
    this.instance = instance;
    this.reports = instance.jobReports();
  }

  /**
   * The jobs of a table, or of all tables and of none that there is.
   *
   * @param table null for all
   * @param limit about how many committed jobs of each table are wanted
   */
  List<JobView> list(@Nullable String table, int limit) {
    List<TableDetails> tables =
        table == null ? instance.tables().list() : List.of(instance.tables().find(table));
    Map<Key, Found> found = new LinkedHashMap<>();
    List<JobStatus> tracked = table == null ? reports.all() : reports.ofTable(table);
    tracked.forEach(job -> add(found, job));
    tables.forEach(each -> tableNames.add(each.name()));
    for (TableDetails each : tables) {
      for (JobRecord job : instance.jobs(each.name(), Math.max(limit, FEWEST_RECORDS))) {
        add(found, each.name(), job);
      }
      reports.progressOfTable(each.id()).forEach(progress -> add(found, each.name(), progress));
    }
    return views(found);
  }

  /** The jobs of an id, one for each table that has one. */
  List<JobView> ofJob(String jobId) {
    Map<Key, Found> found = new LinkedHashMap<>();
    reports.ofJob(jobId).forEach(job -> add(found, job));
    for (TableDetails table : instance.tables().list()) {
      instance.job(table.name(), jobId).ifPresent(job -> add(found, table.name(), job));
      reports
          .progressOfJob(table.id(), jobId)
          .forEach(progress -> add(found, table.name(), progress));
    }
    return views(found);
  }

  private void add(Map<Key, Found> found, JobStatus job) {
    of(found, nameOf(job.tableId()), job.jobId()).tracked = job;
  }

  /** A job may have been committed by one run while another waits for the collector. */
  private static void add(Map<Key, Found> found, String table, JobRecord job) {
    Found of = of(found, table, job.jobId());
    if (of.record == null || job.status().compareTo(of.record.status()) < 0) {
      of.record = job;
    }
  }

  /** The one heard of last comes first. Progress alone is no job. */
  private static void add(Map<Key, Found> found, String table, JobProgress progress) {
    Found of = found.get(new Key(table, progress.run().jobId()));
    if (of != null && of.progress == null) {
      of.progress = progress;
    }
  }

  private static Found of(Map<Key, Found> found, @Nullable String table, String jobId) {
    return found.computeIfAbsent(new Key(table, jobId), missing -> new Found());
  }

  private List<JobView> views(Map<Key, Found> found) {
    List<JobView> views = new ArrayList<>();
    found.forEach((key, parts) -> views.add(view(key, parts)));
    return views.stream().sorted(ORDER).toList();
  }

  private JobView view(Key key, Found parts) {
    JobProgress progress = parts.progress;
    boolean silent = progress != null && isSilent(progress.time());
    JobView view =
        new JobView(key.table(), key.jobId(), parts.record, parts.tracked, progress, silent);
    JobView sure = isDoubtful(view) ? checked(view) : view;
    return sure.withoutProgressOfOtherRuns();
  }

  /** What has not ended as far as the tracker knows may be in the ledger, below its newest. */
  private boolean isDoubtful(JobView view) {
    return view.record() == null
        && view.standing().isUnfinished()
        && tableNames.contains(view.table());
  }

  private JobView checked(JobView view) {
    Optional<JobRecord> record = instance.job(String.valueOf(view.table()), view.jobId());
    return new JobView(
        view.table(),
        view.jobId(),
        record.orElse(null),
        view.tracked(),
        view.progress(),
        view.silent());
  }

  private boolean isSilent(Instant heard) {
    Duration lease =
        Duration.ofSeconds(instance.properties().get(InstanceProperty.INGEST_LEASE_SECONDS));
    return heard.plus(lease).isBefore(Instant.now());
  }

  private @Nullable String nameOf(@Nullable String tableId) {
    return tableId == null ? null : reports.tableName(tableId).orElse(tableId);
  }
}
