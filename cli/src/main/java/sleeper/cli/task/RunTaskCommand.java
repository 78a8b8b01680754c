package sleeper.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sleeper.cli.command.Interruption;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.job.InstanceQueue;
import sleeper.cli.terminal.Human;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.task.IngestTask;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.IngestTasks;
import sleeper.instance.SleeperInstance;

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

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long stopping may take (${DEFAULT-VALUE}).")
  private int graceSeconds;

  public RunTaskCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    options.check();
    options.atLeast("--grace", graceSeconds, 1);
    try (SleeperInstance instance = surroundings.open()) {
      IngestTasks tasks = options.budgeted(instance.ingestTasks());
      TaskSettings settings = options.limited(tasks.settings());
      TaskDisplay display =
          new TaskDisplay(err(), surroundings.terminal().errPalette(), Clock.systemUTC());
      IngestTask task = tasks.create(InstanceQueue.of(instance), settings, display);
      begin(instance, task, settings);
      TaskTotals totals;
      Duration grace = Duration.ofSeconds(graceSeconds);
      try (Interruption.Handle signals =
          Interruption.by(() -> stop(task, grace), grace.plus(TO_CLOSE))) {
        totals = task.run();
      }
      print(task, display, totals);
    }
  }

  private void begin(SleeperInstance instance, IngestTask task, TaskSettings settings) {
    err()
        .println(
            "Task %s does jobs of %s, %s at once, and ends after %s without one; Ctrl-C stops it"
                .formatted(
                    task.id(),
                    instance.location(),
                    Human.count(settings.jobsAtOnce()),
                    Human.duration(settings.idleTime())));
  }

  /** On the thread that the signal started. */
  private void stop(IngestTask task, Duration grace) {
    err().println("Stopping; jobs that are not done in time are given back");
    try {
      task.stop(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(IngestTask task, TaskDisplay display, TaskTotals totals) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("taskId", task.id());
      node.set("outcomes", display.outcomes());
      node.put("jobs", totals.jobs());
      node.put("millisecondsOnJobs", totals.millisecondsOnJobs());
      node.put("rowsRead", totals.rows().read());
      node.put("rowsWritten", totals.rows().written());
      surroundings.print(node);
    } else {
      surroundings
          .out()
          .println(
              "Task ended: %s; %s added"
                  .formatted(display.summary(), Human.counted(totals.rows().written(), "row")));
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
