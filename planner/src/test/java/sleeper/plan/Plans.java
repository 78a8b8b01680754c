package sleeper.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import sleeper.core.ingest.RunSettings;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.task.TaskSettings;
import sleeper.parquet.write.WriteSettings;
import sleeper.plan.EngineSettings.Door;
import sleeper.plan.EngineSettings.SourceUse;
import sleeper.plan.Workload.JobInput;
import sleeper.plan.Workload.RowSize;

/** Workloads and models of plain numbers. */
final class Plans {

  private Plans() {}

  /** Rows of 50 bytes in memory and 10 stored. */
  static Workload workload(long rows, long rowsPerJob, long leaves) {
    return new Workload(
        rows,
        rowsPerJob,
        new LeafSpread(leaves),
        new RowSize(50, 10, 12),
        new JobInput(1, 16 << 20, 5),
        OptionalDouble.empty());
  }

  /** The same, coming in at some rate. */
  static Workload arriving(Workload workload, double rowsPerSecond) {
    return new Workload(
        workload.rows(),
        workload.rowsPerJob(),
        workload.spread(),
        workload.row(),
        workload.input(),
        OptionalDouble.of(rowsPerSecond));
  }

  static EngineSettings settings(Door door) {
    return new EngineSettings(
        new IngestSettings(256L << 20, Long.MAX_VALUE, Path.of("/tmp"), 2, FullPolicy.REFUSE),
        new SourceUse(128L << 20, 65_536),
        WriteSettings.defaults(),
        RunSettings.DEFAULT,
        TaskSettings.DEFAULT.withWaits(Duration.ofSeconds(20), Duration.ofMinutes(5)),
        false,
        TableLogs.imagined(1, 100),
        door);
  }

  static EngineModel model(Door door) {
    return new EngineModel(
        settings(door), TaskShape.DEFAULT, Speeds.DEFAULT, Prices.builtIn().region("us-east-1"));
  }
}
