package sleeper.cli.plan;

import java.time.Duration;
import java.util.OptionalDouble;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunTotals;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.MetricsTarget;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;
import sleeper.parquet.write.WriteSettings;
import sleeper.plan.EngineSettings;
import sleeper.plan.EngineSettings.Door;
import sleeper.plan.EngineSettings.SourceUse;
import sleeper.plan.RowSizes;
import sleeper.plan.TableLogs;

/**
 * What a plan goes by: a table of an instance, or numbers in its place.
 *
 * @param name the table, or what stands for it
 * @param leaves its leaf partitions
 * @param columns how many columns it has
 * @param rowBytes the bytes of a row in memory
 * @param storedBytes the bytes of a row in its data files, where it has any
 * @param mostTasks how many tasks of the instance may run at once
 * @param settings how the instance ingests
 */
record PlannedTable(
    String name,
    long leaves,
    int columns,
    double rowBytes,
    OptionalDouble storedBytes,
    long mostTasks,
    EngineSettings settings) {

  private static final int USUAL_COLUMNS = 6;
  private static final int JOBS = 20;

  /** A table of an instance; its newest jobs tell how large rows are in data files. */
  static PlannedTable of(SleeperInstance instance, String name) {
    TableDetails table = instance.tables().find(name);
    InstanceProperties properties = instance.properties();
    TableProperties own =
        TableProperties.of(properties, table.properties())
            .with(TableProperty.SCHEMA, table.schema());
    double rowBytes = RowSizes.ofSchema(table.schema());
    TaskSettings tasks = instance.ingestTasks().settings();
    IngestSettings budgets = instance.ingestTasks().budgets().sharedBy(tasks.jobsAtOnce());
    boolean isMeasured =
        properties.get(InstanceProperty.INGEST_METRICS) == MetricsTarget.CLOUDWATCH;
    EngineSettings settings =
        new EngineSettings(
            budgets,
            SourceUse.usual(budgets, rowBytes),
            WriteSettings.of(own),
            RunSettings.DEFAULT.withLease(
                Duration.ofSeconds(properties.get(InstanceProperty.INGEST_LEASE_SECONDS)),
                RunSettings.DEFAULT.clockSkew()),
            tasks,
            instance.awsClients().isPresent() && properties.get(AwsProperty.SHARED),
            TableLogs.of(table.state(), own.get(TableProperty.SNAPSHOT_EVERY_TRANSACTIONS)),
            isMeasured ? Door.MESSAGES_WITH_METRICS : Door.MESSAGES);
    return new PlannedTable(
        name,
        table.state().partitions().leaves().size(),
        table.schema().fields().size(),
        rowBytes,
        storedBytes(instance, name),
        properties.get(AwsProperty.INGEST_TASKS_MAX),
        settings);
  }

  /** A table that is not there, of an instance with the defaults. */
  static PlannedTable imagined(long leaves, double rowBytes, IngestSettings budgets) {
    int snapshotEvery =
        TableProperties.empty(InstanceProperties.empty())
            .get(TableProperty.SNAPSHOT_EVERY_TRANSACTIONS);
    EngineSettings settings =
        new EngineSettings(
            budgets,
            SourceUse.usual(budgets, rowBytes),
            WriteSettings.defaults(),
            RunSettings.DEFAULT,
            TaskSettings.DEFAULT,
            false,
            TableLogs.imagined(leaves, snapshotEvery),
            Door.MESSAGES_WITH_METRICS);
    return new PlannedTable(
        "a table of %d leaf partitions".formatted(leaves),
        leaves,
        USUAL_COLUMNS,
        rowBytes,
        OptionalDouble.empty(),
        InstanceProperties.empty().get(AwsProperty.INGEST_TASKS_MAX),
        settings);
  }

  private static OptionalDouble storedBytes(SleeperInstance instance, String name) {
    long rows = 0;
    long bytes = 0;
    for (JobRecord job : instance.jobs(name, JOBS)) {
      if (job.committed() != null) {
        RunTotals totals = job.committed().totals();
        rows += totals.rowsWritten();
        bytes += totals.bytes();
      }
    }
    return rows == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bytes / rows);
  }
}
