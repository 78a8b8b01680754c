package sleeper.cli.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.cli.command.BudgetOptions;
import sleeper.cli.command.Surroundings;
import sleeper.cli.plan.InputPlan;
import sleeper.cli.plan.PriceOptions;
import sleeper.cli.progress.IngestDisplay;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestSettings;
import sleeper.instance.SleeperInstance;

/** Adds the rows of files to a table. */
@Command(
    name = "ingest",
    description = {
      "Add the rows of Parquet files to a table.",
      "The rows of all files become visible together, or, if anything fails, none of them. With a "
          + "job id, running the command again does nothing once it has succeeded."
    })
public final class IngestCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private BudgetOptions budget = new BudgetOptions();

  @Parameters(index = "0", paramLabel = "NAME", description = "The table.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE_OR_DIR",
      description = "Parquet files, and folders whose .parquet files are meant, at any depth.")
  private List<String> inputs = List.of();

  @Option(
      names = "--job-id",
      paramLabel = "ID",
      description = "Names this job, so that it is done once however often it is started.")
  private @Nullable String jobId;

  @Option(
      names = "--flush-when-full",
      description =
          "When memory and disk are full, write several files for a partition instead of failing.")
  private boolean flushWhenFull;

  @Option(
      names = "--plan",
      description =
          "Ingest nothing; tell from the ends of the files what it would cost on AWS, how long it "
              + "would take, and what it would need.")
  private boolean planOnly;

  @Mixin private PriceOptions prices;

  public IngestCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (jobId != null && jobId.isBlank()) {
      throw wrong("--job-id is empty; leave it out for a job that nobody names");
    }
    if (prices.isGiven() && !planOnly) {
      throw wrong("--region and --prices go with --plan");
    }
    budget.check();
    try (SleeperInstance instance = surroundings.open()) {
      if (planOnly) {
        plan(instance);
        return;
      }
      IngestResult result = ingest(instance.ingestFactory());
      new IngestReport(surroundings)
          .print(result, instance.awsClients().map(clients -> clients.requests().counts()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void plan(SleeperInstance instance) throws IOException {
    List<String> paths = inputs.stream().map(surroundings::resolveInput).toList();
    IngestSettings budgets = settings(instance.ingestFactory().settings());
    new InputPlan(surroundings, prices).print(instance, name, paths, budgets);
  }

  private IngestResult ingest(IngestFactory factory) throws IOException {
    List<String> paths = inputs.stream().map(surroundings::resolveInput).toList();
    try (IngestDisplay display = display()) {
      IngestFactory ready =
          factory.withSettings(settings(factory.settings())).withListener(display);
      return jobId == null ? ready.ingestFiles(name, paths) : ready.ingestFiles(name, jobId, paths);
    }
  }

  private IngestDisplay display() {
    boolean quiet = surroundings.json() && !surroundings.terminal().traits().errIsTerminal();
    return quiet ? IngestDisplay.silent() : IngestDisplay.on(surroundings.terminal());
  }

  private IngestSettings settings(IngestSettings defaults) {
    IngestSettings settings = budget.limited(defaults);
    return flushWhenFull ? settings.withFullPolicy(FullPolicy.FLUSH) : settings;
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
