package sleeper.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.CollectedTable;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.statestore.log.TableSnapshots;

/**
 * What is to be done on an instance now and then. Tables come in another order each time, so that
 * none is always behind when the time is over.
 */
final class Upkeep {

  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  /** The newest serves readers; the one before serves where the newest cannot be read. */
  private static final int SNAPSHOTS_KEPT = 2;

  private final Wiring wiring;

  Upkeep(Wiring wiring) {
    this.wiring = wiring;
  }

  CollectReport collect(BooleanSupplier isTimeOver) {
    CollectedInstance collected =
        new CollectedInstance(
            wiring.backend().ingestCommitStore(),
            wiring.backend().droppedTables(),
            wiring.objects());
    CollectorSettings settings =
        new CollectorSettings(
            wiring.runSettings(),
            CollectorSettings.DEFAULT.longestRequest(),
            CollectorSettings.DEFAULT.droppedDelay());
    List<InstanceTable> tables = inAnyOrder();
    List<CollectedTable> collectedTables = tables.stream().map(InstanceTable::collected).toList();
    CollectReport report =
        new Collector(collected, settings, wiring.environment())
            .collect(collectedTables, isTimeOver);
    writeSnapshots(tables, isTimeOver);
    return report;
  }

  SnapshotReport writeSnapshots(BooleanSupplier isTimeOver) {
    return writeSnapshots(inAnyOrder(), isTimeOver);
  }

  private SnapshotReport writeSnapshots(List<InstanceTable> tables, BooleanSupplier isTimeOver) {
    SnapshotReport report = SnapshotReport.NOTHING;
    if (wiring.backend().isShared()) {
      return report;
    }
    for (InstanceTable table : tables) {
      if (isTimeOver.getAsBoolean()) {
        LOG.info("The time is over; the next time writes the snapshots that are left");
        break;
      }
      report = written(table, report);
    }
    return report;
  }

  private static SnapshotReport written(InstanceTable table, SnapshotReport report) {
    try {
      TableSnapshots snapshots = table.snapshots();
      int written = snapshots.writeDue();
      snapshots.deleteOld(SNAPSHOTS_KEPT);
      return report.withTable(written);
    } catch (InvalidInput e) {
      LOG.info("No snapshot was written: {}", e.getMessage());
      return report.withTable(0);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Could not write a snapshot: table={}", table.id().name(), e);
      return report.withProblem(
          "Could not write a snapshot of table %s: %s"
              .formatted(table.id().name(), e.getMessage()));
    }
  }

  private List<InstanceTable> inAnyOrder() {
    List<InstanceTable> tables = new ArrayList<>(wiring.all());
    Collections.shuffle(tables, ThreadLocalRandom.current());
    return tables;
  }
}
