package sleeper.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import sleeper.cli.command.ExitCode;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.core.ingest.CollectReport;
import sleeper.instance.SleeperInstance;

/** Deletes what nothing refers to. */
@Command(
    name = "collect",
    description = {
      "Delete what dead ingest jobs, cleared and dropped tables have left behind.",
      "Files stay for a while first, because queries may still read them."
    })
public final class CollectCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  public CollectCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (SleeperInstance instance = surroundings.open()) {
      CollectReport report = instance.collect();
      if (surroundings.json()) {
        surroundings.print(json(report));
      } else {
        show(report);
      }
      return (report.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED).code();
    }
  }

  private void show(CollectReport report) {
    PrintStream out = surroundings.out();
    List<String> parts = new ArrayList<>();
    add(parts, report.filesDeleted(), "data file");
    add(parts, report.objectsSwept(), "object");
    add(parts, report.tablesDeleted(), "dropped table");
    out.println(parts.isEmpty() ? "Nothing to delete" : "Deleted " + String.join(", ", parts));
    if (report.runsSwept() + report.runsForgotten() > 0) {
      out.println(
          "Cleaned up after "
              + Human.counted(report.runsSwept() + report.runsForgotten(), "dead ingest run"));
    }
    report.problems().forEach(surroundings::note);
  }

  private static void add(List<String> parts, int number, String noun) {
    if (number > 0) {
      parts.add(Human.counted(number, noun));
    }
  }

  private static ObjectNode json(CollectReport report) {
    ObjectNode node = Json.object();
    node.put("filesDeleted", report.filesDeleted());
    node.put("objectsDeleted", report.objectsSwept());
    node.put("tablesDeleted", report.tablesDeleted());
    node.put("runsFenced", report.runsFenced());
    node.put("runsSwept", report.runsSwept());
    node.put("runsForgotten", report.runsForgotten());
    ArrayNode problems = node.putArray("problems");
    report.problems().forEach(problems::add);
    return node;
  }
}
