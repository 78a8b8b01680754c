package sleeper.cli.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.command.TimeRange;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTotals;
import sleeper.instance.SleeperInstance;

/** Lists ingest tasks. */
@Command(
    name = "tasks",
    description = {
      "List ingest tasks, the newest first, with the jobs they did and their rows.",
      "A task that was killed could not say so, and stays unfinished."
    })
public final class TasksCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private TimeRange time = new TimeRange();

  @Option(names = "--unfinished", description = "Only tasks that have not said that they ended.")
  private boolean unfinished;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many tasks to list (${DEFAULT-VALUE}).")
  private int limit;

  public TasksCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
    }
    try (SleeperInstance instance = surroundings.open()) {
      List<TaskStatus> tasks =
          instance.jobReports().tasks().stream()
              .filter(task -> !unfinished || task.isUnfinished())
              .filter(task -> task.isWithin(time.first(), time.last()))
              .limit(limit)
              .toList();
      if (surroundings.json()) {
        ArrayNode array = Json.array();
        tasks.forEach(task -> array.add(json(task)));
        surroundings.print(array);
      } else if (tasks.isEmpty()) {
        surroundings.out().println(unfinished ? "No such tasks" : "No tasks yet");
      } else {
        show(tasks);
      }
    }
  }

  private void show(List<TaskStatus> tasks) {
    TextTable lines =
        new TextTable()
            .text("started")
            .text("status")
            .number("took")
            .number("jobs")
            .number("rows read")
            .number("rows written")
            .number("rows/s")
            .text("task");
    for (TaskStatus task : tasks) {
      TaskStatus.End end = task.end();
      TaskTotals totals = end == null ? TaskTotals.NONE : end.totals();
      lines.row(
          Times.show(task.startTime()),
          word(task),
          end == null ? "" : Human.duration(Duration.between(task.startTime(), end.finishTime())),
          end == null ? "" : Human.count(totals.jobs()),
          end == null ? "" : Human.count(totals.rows().read()),
          end == null ? "" : Human.count(totals.rows().written()),
          totals.jobs() == 0 ? "" : Human.rough(totals.readRate()),
          task.taskId());
    }
    lines.print(surroundings.out(), surroundings.palette());
  }

  private static String word(TaskStatus task) {
    return task.isUnfinished() ? "unfinished" : "finished";
  }

  private static ObjectNode json(TaskStatus task) {
    ObjectNode node = Json.object();
    node.put("taskId", task.taskId());
    node.put("status", word(task));
    node.put("started", task.startTime().toString());
    TaskStatus.End end = task.end();
    if (end != null) {
      node.put("finished", end.finishTime().toString());
      node.put("jobs", end.totals().jobs());
      node.put("millisecondsOnJobs", end.totals().millisecondsOnJobs());
      node.put("rowsRead", end.totals().rows().read());
      node.put("rowsWritten", end.totals().rows().written());
    }
    return node;
  }
}
