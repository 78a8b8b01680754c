package sleeper.cli.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Surroundings;
import sleeper.cli.plan.Planned.Pricing;
import sleeper.cli.plan.Planned.Recommendation;
import sleeper.cli.terminal.Human;
import sleeper.core.error.InvalidInput;
import sleeper.plan.EngineModel;
import sleeper.plan.EngineSettings;
import sleeper.plan.EngineSettings.SourceUse;
import sleeper.plan.JobSizes;
import sleeper.plan.LeafSpread;
import sleeper.plan.Prices;
import sleeper.plan.SeedModel;
import sleeper.plan.TaskShape.Processor;
import sleeper.plan.Workload;
import sleeper.plan.Workload.JobInput;
import sleeper.plan.Workload.RowSize;

/** Tells what an ingest costs and how long it takes. */
@Command(
    name = "plan",
    description = {
      "Tell what an ingest on AWS would cost, how long it takes, and what it needs.",
      "Two models stand side by side: seed is the arithmetic of Sleeper's documentation, engine "
          + "counts what this engine does. Nothing is ingested, and nothing is asked of AWS but "
          + "what is known of a table."
    })
public final class PlanCommand implements Runnable {

  private static final double STORED_SHARE = 1 / 3.0;

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private WorkloadOptions workloadOptions;
  @Mixin private TableChoice choice;
  @Mixin private MachineOptions machine;
  @Mixin private PriceOptions priceOptions;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Which model to go by, seed, engine or both; both without it.")
  private String model = "both";

  public PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    workloadOptions.check();
    choice.check();
    checkModel();
    try {
      new PlanReport(surroundings).print(plan());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkModel() {
    model = model.toLowerCase(Locale.ROOT);
    if (!List.of("seed", "engine", "both").contains(model)) {
      throw new ParameterException(
          spec.commandLine(), "--model is seed, engine or both, not " + model);
    }
  }

  private Planned plan() throws IOException {
    Prices prices = priceOptions.prices(surroundings);
    PlannedTable table = choice.find(surroundings);
    RowSize row = rowSize(table);
    EngineSettings settings = settings(table, row);
    EngineModel engine =
        new EngineModel(
            settings, machine.task(), machine.speeds(), prices.region(priceOptions.region()));
    long mostTasks = machine.mostTasks(table.mostTasks());
    Workload asked = workload(table, row);
    Optional<Recommendation> advice = advice(engine, asked, mostTasks);
    Workload workload = chosen(asked, advice);
    return new Planned(
        table.name(),
        workload,
        settings,
        new Pricing(prices, priceOptions.region()),
        model.equals("engine")
            ? Optional.empty()
            : Optional.of(SeedModel.plan(workload, prices.seed())),
        model.equals("seed") ? Optional.empty() : Optional.of(engine.plan(workload, mostTasks)),
        advice,
        assumptions(table, row));
  }

  private RowSize rowSize(PlannedTable table) {
    Double given = choice.rowBytes();
    double memory = given == null ? table.rowBytes() : given;
    Double stored = choice.storedRowBytes();
    double known = table.storedBytes().orElse(memory * STORED_SHARE);
    double size = stored == null ? known : stored;
    return new RowSize(memory, size, size);
  }

  private EngineSettings settings(PlannedTable table, RowSize row) {
    EngineSettings settings =
        table.settings().withBudgets(machine.budgets(table.settings().budgets()));
    return settings.withSource(SourceUse.usual(settings.budgets(), row.memory()));
  }

  private Workload workload(PlannedTable table, RowSize row) {
    long rowsPerJob = workloadOptions.rowsPerJob().orElse(workloadOptions.rows());
    int files = workloadOptions.filesPerJob();
    double rowGroupRows = Math.min(table.settings().files().rowGroupRows(), rowsPerJob);
    JobInput input = new JobInput(files, rowGroupRows * row.input(), table.columns());
    return new Workload(
        workloadOptions.rows(),
        rowsPerJob,
        new LeafSpread(table.leaves()),
        row,
        input,
        workloadOptions.rowsPerSecond());
  }

  private Optional<Recommendation> advice(EngineModel engine, Workload workload, long mostTasks) {
    Duration delay = workloadOptions.delay();
    if (delay == null) {
      return Optional.empty();
    }
    OptionalLong rows =
        JobSizes.largestWithin((double) delay.toSeconds(), engine, workload, mostTasks);
    return Optional.of(new Recommendation(delay, rows));
  }

  /** Without a size of jobs the recommended one is planned for. */
  private Workload chosen(Workload asked, Optional<Recommendation> advice) {
    if (workloadOptions.rowsPerJob().isPresent() || advice.isEmpty()) {
      return asked;
    }
    Recommendation given = advice.get();
    long rows =
        given
            .rowsPerJob()
            .orElseThrow(() -> new InvalidInput(given.sentence(Human.duration(given.delay()))));
    return asked.inJobsOf(rows);
  }

  private List<String> assumptions(PlannedTable table, RowSize row) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Each row falls into any leaf partition with the same probability; it has %.0f bytes in memory, %.1f in data files%s."
            .formatted(
                row.memory(), row.stored(), isStoredKnown(table) ? "" : ", which is a guess"));
    lines.add(
        "A task has %s %s processors and %s GB; a processor ingests %s rows a second, and a task takes %s to start."
            .formatted(
                text(machine.task().cpus()),
                machine.task().processor() == Processor.ARM ? "ARM" : "x86",
                text(machine.task().memoryGb()),
                Human.rough(machine.speeds().rowsPerSecondAndCpu()),
                Human.duration(Duration.ofSeconds((long) machine.speeds().taskStartSeconds()))));
    return lines;
  }

  private boolean isStoredKnown(PlannedTable table) {
    return choice.storedRowBytes() != null || table.storedBytes().isPresent();
  }

  private static String text(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
