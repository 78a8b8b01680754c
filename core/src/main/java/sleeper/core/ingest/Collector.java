package sleeper.core.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.ingest.DroppedTables.DroppedTable;

/**
 * Deletes what nothing refers to and nobody is at work on: the uploads of dead runs, files that
 * were cleared or replaced, the objects of dropped tables.
 *
 * <p>It is told what to delete by write intents, by the state of tables and by the record of
 * dropped tables, never by a listing. It may be killed at any time and run by several processes at
 * once: every step is recorded after it was done, and can be done twice.
 */
public final class Collector {

  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final String DATA_SUFFIX = ".parquet";
  private static final String SKETCHES_SUFFIX = ".sketches";

  /** So that what was deleted before a crash is not tried again, and transactions stay small. */
  private static final int FILES_PER_TRANSACTION = 1000;

  /** One step of a collection; what it throws stops nothing else. */
  private interface Step {
    CollectReport run() throws IOException;
  }

  /** A step, and what it collects. */
  private record Task(String what, Step step) {}

  private final CollectedInstance instance;
  private final CollectorSettings settings;
  private final RunEnvironment environment;
  private final RunSweeper sweeper;

  public Collector(
      CollectedInstance instance, CollectorSettings settings, RunEnvironment environment) {
    this.instance = instance;
    this.settings = settings;
    this.environment = environment;
    this.sweeper = new RunSweeper(instance, settings, environment);
  }

  /**
   * Collects once, in these tables and in what is left of dropped ones. What cannot be done now is
   * reported, and stays to be done the next time.
   *
   * @throws UncheckedIOException if the state store cannot be reached at all
   */
  public CollectReport collect(List<CollectedTable> tables) {
    return collect(tables, () -> false);
  }

  /**
   * The same until its time is over, which is asked before each step. What it does not come to
   * stays to be done the next time.
   *
   * @param isTimeOver once true, always true
   * @throws UncheckedIOException if the state store cannot be reached at all
   */
  public CollectReport collect(List<CollectedTable> tables, BooleanSupplier isTimeOver) {
    CollectReport report = CollectReport.NOTHING;
    for (Task task : tasks(tables, isTimeOver)) {
      if (isTimeOver.getAsBoolean()) {
        LOG.info("The time is over; what is left is collected the next time");
        break;
      }
      report = report.plus(tried(task));
    }
    return report;
  }

  private List<Task> tasks(List<CollectedTable> tables, BooleanSupplier isTimeOver) {
    List<Task> tasks = new ArrayList<>();
    for (WriteIntent intent : instance.store().allIntents()) {
      tasks.add(new Task("run " + intent.runId(), () -> sweeper.sweep(intent)));
    }
    for (CollectedTable table : tables) {
      tasks.add(new Task("table " + table.name(), () -> collectFiles(table, isTimeOver)));
    }
    for (DroppedTable table : instance.dropped().all()) {
      tasks.add(new Task("dropped table " + table.tableId(), () -> deleteAll(table)));
    }
    return tasks;
  }

  private CollectReport collectFiles(CollectedTable table, BooleanSupplier isTimeOver)
      throws IOException {
    Instant limit = environment.now().minus(table.delay());
    List<String> filenames = table.files().since(limit);
    int done = 0;
    while (done < filenames.size() && !isTimeOver.getAsBoolean()) {
      int to = Math.min(done + FILES_PER_TRANSACTION, filenames.size());
      delete(filenames.subList(done, to));
      table.files().forget(filenames.subList(done, to));
      done = to;
    }
    return CollectReport.ofFiles(done);
  }

  private void delete(List<String> filenames) throws IOException {
    for (String filename : filenames) {
      instance.objects().delete(filename);
      if (filename.endsWith(DATA_SUFFIX)) {
        String stem = filename.substring(0, filename.length() - DATA_SUFFIX.length());
        instance.objects().delete(stem + SKETCHES_SUFFIX);
      }
    }
  }

  /** Deletes all that is left; its runs are ended by the sweeper, as those of any other table. */
  private CollectReport deleteAll(DroppedTable table) throws IOException {
    Instant due = table.droppedAt().plus(settings.droppedDelay());
    if (environment.now().isBefore(due) || !instance.dropped().fence(table.tableId())) {
      return CollectReport.NOTHING;
    }
    instance.objects().deleteAll(table.tableId() + "/");
    if (!instance.store().intents(table.tableId()).isEmpty()) {
      return CollectReport.NOTHING;
    }
    instance.dropped().forget(table.tableId());
    return CollectReport.ofTable();
  }

  private static CollectReport tried(Task task) {
    try {
      return task.step().run();
    } catch (IOException
        | UncheckedIOException
        | CommitRejected
        | CommitConflict
        | CommitStateUnknown e) {
      LOG.warn("Could not collect {}", task.what(), e);
      return CollectReport.ofProblem(
          "Could not collect %s: %s".formatted(task.what(), e.getMessage()));
    }
  }
}
