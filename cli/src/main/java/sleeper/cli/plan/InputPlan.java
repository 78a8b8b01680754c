package sleeper.cli.plan;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import sleeper.cli.command.Surroundings;
import sleeper.cli.plan.Planned.Pricing;
import sleeper.cli.terminal.Human;
import sleeper.core.storage.SourceFile;
import sleeper.ingest.runner.IngestSettings;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;
import sleeper.plan.EngineModel;
import sleeper.plan.EngineSettings;
import sleeper.plan.EngineSettings.Door;
import sleeper.plan.InputSurvey;
import sleeper.plan.LeafSpread;
import sleeper.plan.Prices;
import sleeper.plan.SeedModel;
import sleeper.plan.Speeds;
import sleeper.plan.TaskShape;
import sleeper.plan.Workload;
import sleeper.plan.Workload.RowSize;

/** Plans the ingest of files as one job, by their footers. Nothing is ingested. */
public final class InputPlan {

  private final Surroundings surroundings;
  private final PriceOptions priceOptions;

  public InputPlan(Surroundings surroundings, PriceOptions priceOptions) {
    this.surroundings = surroundings;
    this.priceOptions = priceOptions;
  }

  /**
   * Prints the plan.
   *
   * @param paths files and folders
   * @param budgets what the job may use
   */
  public void print(
      SleeperInstance instance, String tableName, List<String> paths, IngestSettings budgets)
      throws IOException {
    Prices prices = priceOptions.prices(surroundings);
    PlannedTable planned = PlannedTable.of(instance, tableName);
    InputSurvey survey = survey(instance, tableName, paths, budgets);
    EngineSettings settings =
        planned.settings().withBudgets(budgets).withSource(survey.source()).withDoor(Door.COMMAND);
    Workload workload = workload(planned, survey);
    EngineModel engine =
        new EngineModel(
            settings, TaskShape.DEFAULT, Speeds.DEFAULT, prices.region(priceOptions.region()));
    new PlanReport(surroundings)
        .print(
            new Planned(
                tableName,
                workload,
                settings,
                new Pricing(prices, priceOptions.region()),
                Optional.of(SeedModel.plan(workload, prices.seed())),
                Optional.of(engine.plan(workload, 1)),
                Optional.empty(),
                assumptions(planned, survey, workload)));
  }

  private static InputSurvey survey(
      SleeperInstance instance, String tableName, List<String> paths, IngestSettings budgets)
      throws IOException {
    TableDetails table = instance.tables().find(tableName);
    List<SourceFile> files = instance.ingestFactory().findFiles(paths);
    return InputSurvey.of(
        instance.sourceFiles(),
        files,
        new InputSurvey.Target(table.schema(), table.state().partitions()),
        budgets);
  }

  private static Workload workload(PlannedTable table, InputSurvey survey) {
    double inputBytes = (double) survey.bytes() / survey.rows();
    return new Workload(
        survey.rows(),
        survey.rows(),
        new LeafSpread(survey.leaves()),
        new RowSize(survey.rowBytes(), table.storedBytes().orElse(inputBytes), inputBytes),
        survey.input(),
        OptionalDouble.empty());
  }

  private static List<String> assumptions(
      PlannedTable table, InputSurvey survey, Workload workload) {
    return List.of(
        "%s of %s, %s; by their keys they can touch %d of %s."
            .formatted(
                Human.counted(survey.files(), "input file"),
                Human.bytes(survey.bytes()),
                Human.counted(survey.rows(), "row"),
                survey.leaves(),
                Human.counted(table.leaves(), "leaf partition")),
        "A row has about %.0f bytes in memory and %.1f in data files, as %s."
            .formatted(
                workload.row().memory(),
                workload.row().stored(),
                table.storedBytes().isPresent() ? "in the newest jobs" : "in the input"),
        "The machine that ingests is not billed; requests are counted as if the input were in S3.");
  }
}
