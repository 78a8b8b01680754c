package sleeper.cli.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.command.BudgetOptions;
import sleeper.cli.command.ExitCode;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.core.queue.JobQueue;
import sleeper.instance.IngestTasks;
import sleeper.instance.SleeperInstance;
import sleeper.starter.StartedTasks;
import sleeper.starter.TaskLimits;
import sleeper.starter.TaskStarter;
import sleeper.starter.WaitingJobs;
import sleeper.starter.process.ProcessTaskLauncher;

/** Starts tasks as processes of this machine. */
@Command(
    name = "start",
    description = {
      "Start as many tasks in the background of this machine as messages wait for, and as may run.",
      "What they print goes to files, one for each task. Run this again, as from cron, to start more."
    })
public final class StartTasksCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Mixin private TaskOptions options = new TaskOptions();
  @Mixin private BudgetOptions budget = new BudgetOptions();

  @Option(
      names = "--tasks",
      paramLabel = "N",
      description =
          "How many tasks that were started so may run at once; without it, one for each processor.")
  private @Nullable Integer tasks;

  @Option(
      names = "--logs",
      paramLabel = "FOLDER",
      description =
          "Where the files go, by which running tasks are known too; without it, tasks in the"
              + " instance's folder, or for an instance on AWS in this one.")
  private @Nullable Path logs;

  public StartTasksCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    options.check();
    budget.check();
    options.atLeast("--tasks", tasks, 1);
    Path folder = folder();
    try (SleeperInstance instance = surroundings.open()) {
      JobQueue queue = JobQueues.of(instance);
      IngestTasks ingest = instance.ingestTasks();
      int jobs = options.limited(ingest.settings()).jobsAtOnce();
      ingest.withBudgets(budget.limited(ingest.budgets())).checkMemory(jobs);
      StartedTasks started =
          new TaskStarter(
                  waiting(queue),
                  new ProcessTaskLauncher(command(), folder),
                  new TaskLimits(most(), jobs))
              .start();
      print(started, folder);
      return (started.failed() ? ExitCode.FAILED : ExitCode.OK).code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static WaitingJobs waiting(JobQueue queue) {
    return () -> (int) Math.min(Integer.MAX_VALUE, queue.depth().waiting());
  }

  private int most() {
    return tasks == null ? Runtime.getRuntime().availableProcessors() : tasks;
  }

  private Path folder() {
    if (logs != null) {
      return surroundings.resolve(logs);
    }
    return surroundings.folder().resolve("tasks");
  }

  private List<String> command() {
    List<String> command = new ArrayList<>(ThisProgram.command());
    command.addAll(surroundings.instanceArguments());
    command.addAll(List.of("task", "run"));
    command.addAll(options.arguments());
    command.addAll(budget.arguments());
    return command;
  }

  private void print(StartedTasks started, Path folder) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("waitingJobs", started.waitingJobs());
      node.put("runningTasks", started.runningTasks());
      node.put("started", started.launch().started());
      ArrayNode failures = node.putArray("failures");
      started.launch().failures().forEach(failures::add);
      node.put("logs", folder.toString());
      surroundings.print(node);
      return;
    }
    surroundings.out().println(started.sentence());
    if (started.launch().started() > 0) {
      surroundings
          .out()
          .println("They write to " + folder + "; sleeper jobs --watch shows the jobs");
    }
  }
}
