package sleeper.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sleeper.aws.task.IngestTaskRuntime;
import sleeper.aws.task.RuntimeSettings;
import sleeper.aws.task.RuntimeSettings.MetricsOutput;
import sleeper.cli.command.AwsUse;
import sleeper.cli.command.BudgetOptions;
import sleeper.cli.command.Interruption;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.IngestTasks;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.requests.RequestCounts;

/** Runs a task in the foreground. */
@Command(
    name = "run",
    description = {
      "Do the jobs that messages ask for, until there has been none for a while.",
      "Ctrl-C and SIGTERM stop the task: it takes no more messages, and gives back what it cannot"
          + " finish within the grace period. Nothing is lost or done twice, however it ends."
    })
public final class RunTaskCommand implements Runnable {

  private static final Duration TO_CLOSE = Duration.ofSeconds(5);

  private final Surroundings surroundings;
  @Mixin private TaskOptions options = new TaskOptions();
  @Mixin private BudgetOptions budget = new BudgetOptions();

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long stopping may take (${DEFAULT-VALUE}).")
  private int graceSeconds;

  @Option(
      names = "--metrics-port",
      paramLabel = "N",
      description =
          "Serve metrics for Prometheus at this port of this machine, or at any free one for 0.")
  private @Nullable Integer metricsPort;

  public RunTaskCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    options.check();
    budget.check();
    options.atLeast("--grace", graceSeconds, 1);
    options.atLeast("--metrics-port", metricsPort, 0);
    try (SleeperInstance instance = surroundings.open()) {
      TaskDisplay display =
          new TaskDisplay(err(), surroundings.terminal().errPalette(), Clock.systemUTC());
      IngestTasks tasks = budgeted(instance.ingestTasks());
      RuntimeSettings settings = settings(instance, tasks).withListener(display);
      try (IngestTaskRuntime task = IngestTaskRuntime.create(instance, tasks, settings)) {
        begin(instance, task, settings.task());
        TaskTotals totals = run(task);
        print(
            task.taskId(),
            display,
            totals,
            instance.awsClients().map(clients -> clients.requests().counts()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IngestTasks budgeted(IngestTasks tasks) {
    return tasks.withBudgets(budget.limited(tasks.budgets()));
  }

  private RuntimeSettings settings(SleeperInstance instance, IngestTasks tasks) {
    RuntimeSettings settings =
        RuntimeSettings.of(instance)
            .withTask(options.limited(tasks.settings()))
            .withGrace(Duration.ofSeconds(graceSeconds));
    return metricsPort == null
        ? settings
        : settings.withMetrics(MetricsOutput.prometheus(metricsPort));
  }

  /** The task stops itself when the process is to end; it must not be interrupted besides. */
  private TaskTotals run(IngestTaskRuntime task) {
    Duration patience = Duration.ofSeconds(graceSeconds).plus(TO_CLOSE);
    try (Interruption.Handle signals = Interruption.by(this::sayThatItStops, patience)) {
      return task.run();
    }
  }

  private void begin(SleeperInstance instance, IngestTaskRuntime task, TaskSettings settings) {
    err()
        .println(
            "Task %s does jobs of %s, %s at once, and ends %s; Ctrl-C stops it"
                .formatted(
                    task.taskId(),
                    instance.location(),
                    Human.count(settings.jobsAtOnce()),
                    end(settings.idleTime())));
    if (task.metricsPort() > 0) {
      err()
          .println(
              "Metrics for Prometheus: http://127.0.0.1:%d/metrics".formatted(task.metricsPort()));
    }
  }

  private static String end(Duration idle) {
    return idle.toSeconds() <= 1
        ? "when no message waits"
        : "after " + Human.duration(idle) + " without one";
  }

  private void sayThatItStops() {
    err().println("Stopping; jobs that are not done in time are given back");
  }

  private void print(
      String taskId, TaskDisplay display, TaskTotals totals, Optional<RequestCounts> requests) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("taskId", taskId);
      node.set("outcomes", display.outcomes());
      node.put("jobs", totals.jobs());
      node.put("millisecondsOnJobs", totals.millisecondsOnJobs());
      node.put("rowsRead", totals.rows().read());
      node.put("rowsWritten", totals.rows().written());
      requests.ifPresent(counts -> node.set("aws", AwsUse.json(counts)));
      surroundings.print(node);
    } else {
      surroundings
          .out()
          .println(
              "Task ended: %s; %s added"
                  .formatted(display.summary(), Human.counted(totals.rows().written(), "row")));
      requests.ifPresent(
          counts -> surroundings.out().println("Asked of AWS: " + AwsUse.text(counts)));
    }
  }

  /** Programs get the result alone, unless a person looks on. */
  private PrintStream err() {
    boolean quiet = surroundings.json() && !surroundings.terminal().traits().errIsTerminal();
    return quiet
        ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
        : surroundings.terminal().err();
  }
}
