package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.core.queue.QueueDepth;
import sleeper.instance.SleeperInstance;

/** Counts job messages. */
@Command(
    name = "queue",
    description = "Show how many job messages wait, are being worked on, and failed too often.")
public final class JobQueueCommand implements Runnable {

  private final Surroundings surroundings;

  public JobQueueCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      QueueDepth depth = JobQueues.of(instance).depth();
      if (surroundings.json()) {
        surroundings.print(json(depth));
      } else {
        show(depth);
      }
    }
  }

  private void show(QueueDepth depth) {
    TextTable lines = new TextTable().text("").number("").text("");
    String oldest =
        depth.oldestWaiting().map(age -> "the oldest for " + Human.duration(age)).orElse("");
    lines.row("waiting", Human.count(depth.waiting()), oldest);
    lines.row("in flight", Human.count(depth.inFlight()), "");
    lines.row(
        "dead",
        Human.count(depth.dead()),
        depth.dead() == 0 ? "" : "sleeper job dead lists them and sends them back");
    lines.printLines(surroundings.out());
  }

  private static ObjectNode json(QueueDepth depth) {
    ObjectNode node = Json.object();
    node.put("waiting", depth.waiting());
    node.put("inFlight", depth.inFlight());
    node.put("dead", depth.dead());
    depth.oldestWaiting().ifPresent(age -> node.put("oldestWaitingSeconds", age.toSeconds()));
    return node;
  }
}
