package sleeper.aws.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import sleeper.core.queue.QueueDepth;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.task.JobEnd;
import sleeper.ingest.task.JobOutcome;
import sleeper.ingest.task.TaskListener;

/**
 * Measures what a task does. Counters are those of this task since it began; rows, bytes and spills
 * are counted when a job is committed. Thread-safe.
 */
public final class MeteredTasks implements TaskListener {

  /** Names end in their units, as Prometheus wants them; where they do, it adds none. */
  private static final String ROWS = "rows";

  private final Counter rowsRead;
  private final Counter rowsWritten;
  private final Counter filesWritten;
  private final Counter bytesWritten;
  private final Counter spills;
  private final Counter spilledBytes;
  private final Counter conflicts;
  private final Timer durations;
  private final DistributionSummary memory;
  private final Map<JobOutcome, Counter> ended = new EnumMap<>(JobOutcome.class);
  private final AtomicInteger running = new AtomicInteger();
  private volatile Depth depth = Depth.UNKNOWN;

  /** What was last heard of the queue; NaN, which is not published, where nothing was. */
  private record Depth(double waiting, double inFlight, double dead, double oldestSeconds) {
    static final Depth UNKNOWN = new Depth(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Registers what is measured. */
  public MeteredTasks(MeterRegistry registry) {
    rowsRead = counter(registry, "read.rows", ROWS, "Rows read by committed jobs");
    rowsWritten = counter(registry, "written.rows", ROWS, "Rows added to tables");
    filesWritten = counter(registry, "written.files", BaseUnits.FILES, "Data files added");
    bytesWritten = counter(registry, "written.bytes", BaseUnits.BYTES, "Bytes of those files");
    spills = counter(registry, "spills", null, "How often rows in memory were written to disk");
    spilledBytes = counter(registry, "spilled.bytes", BaseUnits.BYTES, "Bytes written to disk");
    conflicts =
        counter(
            registry,
            "commit.conflicts",
            null,
            "How often others changed a table first while a job was committed");
    durations =
        Timer.builder("sleeper.ingest.job.duration")
            .description("From the start of a run to its commit")
            .register(registry);
    memory =
        DistributionSummary.builder("sleeper.ingest.job.memory.peak")
            .baseUnit(BaseUnits.BYTES)
            .description("The most memory that a job held at once")
            .register(registry);
    for (JobOutcome outcome : JobOutcome.values()) {
      ended.put(outcome, jobs(registry, outcome));
    }
    Gauge.builder("sleeper.ingest.jobs.running", running, AtomicInteger::get)
        .description("Deliveries being worked on")
        .register(registry);
    gauge(registry, "waiting", null, Depth::waiting, "Messages that could be received");
    gauge(registry, "in.flight", null, Depth::inFlight, "Messages that are held or delayed");
    gauge(registry, "dead", null, Depth::dead, "Messages that failed too often");
    gauge(registry, "oldest", "seconds", Depth::oldestSeconds, "Age of the oldest waiting");
  }

  @Override
  public void jobReceived() {
    running.incrementAndGet();
  }

  @Override
  public void jobEnded(JobEnd end) {
    running.decrementAndGet();
    Counter counter = ended.get(end.outcome());
    if (counter != null) {
      counter.increment();
    }
  }

  @Override
  public void committed(IngestResult result) {
    add(rowsRead, result.rowsRead());
    add(rowsWritten, result.rowsWritten());
    add(filesWritten, result.work().files());
    add(bytesWritten, result.work().fileBytes());
    add(spills, result.work().spills());
    add(spilledBytes, result.work().spilledBytes());
    add(conflicts, result.commitConflicts());
    durations.record(result.duration());
    memory.record((double) result.work().peakMemoryBytes());
  }

  /** A queue that is empty has no oldest message; one that does not tell has none either. */
  @Override
  public void queueSeen(QueueDepth seen) {
    double oldest =
        seen.oldestWaiting()
            .map(MeteredTasks::seconds)
            .orElse(seen.waiting() == 0 ? 0 : Double.NaN);
    depth = new Depth(seen.waiting(), seen.inFlight(), seen.dead(), oldest);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      @Nullable String unit,
      ToDoubleFunction<Depth> value,
      String description) {
    Gauge.builder("sleeper.ingest.queue." + name, this, tasks -> value.applyAsDouble(tasks.depth))
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  private static Counter jobs(MeterRegistry registry, JobOutcome outcome) {
    return Counter.builder("sleeper.ingest.jobs.ended")
        .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .description("Deliveries that have ended, by what came of them")
        .register(registry);
  }

  private static Counter counter(
      MeterRegistry registry, String name, @Nullable String unit, String description) {
    return Counter.builder("sleeper.ingest." + name)
        .baseUnit(unit)
        .description(description)
        .register(registry);
  }

  private static void add(Counter counter, long amount) {
    counter.increment((double) amount);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
