package sleeper.core.ingest;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.ingest.WriteIntent.Phase;

/**
 * Ends dead runs, a step at a time: fence, delete what it uploaded and keep a tombstone, delete
 * again after the longest upload and forget it.
 */
final class RunSweeper {

  private static final Logger LOG = LoggerFactory.getLogger(RunSweeper.class);

  private final CollectedInstance instance;
  private final CollectorSettings settings;
  private final RunEnvironment environment;
  private final Leases leases;

  RunSweeper(CollectedInstance instance, CollectorSettings settings, RunEnvironment environment) {
    this.instance = instance;
    this.settings = settings;
    this.environment = environment;
    this.leases = new Leases(settings.runs(), environment.owner());
  }

  /** Does what is due for an intent as it was read; nothing if it has changed since. */
  CollectReport sweep(WriteIntent intent) throws IOException {
    Instant now = environment.now();
    if (intent.phase() == Phase.OPEN) {
      return fence(intent, now);
    }
    return intent.phase() == Phase.FENCED ? firstSweep(intent, now, false) : lastSweep(intent, now);
  }

  private CollectReport fence(WriteIntent intent, Instant now) throws IOException {
    if (!leases.isOver(intent, now) || !instance.store().fence(intent.token(), now)) {
      return CollectReport.NOTHING;
    }
    LOG.info("Run {} of job {} is dead", intent.runId(), intent.job().jobId());
    return firstSweep(intent.fencedAt(now), now, true);
  }

  private CollectReport firstSweep(WriteIntent intent, Instant now, boolean fenced)
      throws IOException {
    int objects = delete(intent);
    instance.store().bury(intent.token(), now);
    return CollectReport.ofSweep(fenced, objects);
  }

  private CollectReport lastSweep(WriteIntent intent, Instant now) throws IOException {
    Instant swept = Objects.requireNonNull(intent.phaseSince());
    if (now.isBefore(swept.plus(settings.longestRequest()).plus(settings.runs().clockSkew()))) {
      return CollectReport.NOTHING;
    }
    int objects = delete(intent);
    instance.store().forget(intent.token());
    return CollectReport.ofLastSweep(objects);
  }

  /**
   * A fenced run cannot have committed; that is looked up nevertheless, where files go for good.
   */
  private int delete(WriteIntent intent) throws IOException {
    if (instance.store().committedRun(intent.tableId(), intent.runId()).isPresent()) {
      throw new IllegalStateException(
          "A run is committed and fenced at once, so its files stay: table=%s, run=%s"
              .formatted(intent.tableId(), intent.runId()));
    }
    return instance.objects().deleteAll(intent.keyPrefix());
  }
}
