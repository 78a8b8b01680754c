package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;
import sleeper.core.queue.DeadMessages;
import sleeper.instance.SleeperInstance;

/** Sees to messages that were set aside. */
@Command(
    name = "dead",
    description = {
      "List the job messages that were delivered too often and set aside, and why their jobs"
          + " failed.",
      "Once the cause is gone, send them back with --replay: a job that was committed after all is"
          + " not done again."
    })
public final class DeadJobsCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  @ArgGroup private Wish wish = new Wish();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many messages to list (${DEFAULT-VALUE}).")
  private int limit;

  /** What is to become of the messages; nothing unless it is said. */
  private static final class Wish {

    @Option(names = "--replay", description = "Send all of them back to the queue.")
    private boolean replay;

    @Option(names = "--delete", description = "Delete all of them.")
    private boolean delete;
  }

  public DeadJobsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
    }
    try (SleeperInstance instance = surroundings.open()) {
      DeadMessages dead = JobQueues.of(instance).dead();
      if (wish.replay) {
        say("replayed", "Sent %s back to the queue", dead.replay());
      } else if (wish.delete) {
        say("deleted", "Deleted %s", dead.delete());
      } else {
        list(DeadJob.of(dead.list(limit), instance));
      }
    }
  }

  private void say(String member, String sentence, long messages) {
    if (surroundings.json()) {
      surroundings.print(Json.object().put(member, messages));
    } else {
      surroundings.out().println(sentence.formatted(Human.counted(messages, "dead message")));
    }
  }

  private void list(List<DeadJob> jobs) {
    if (surroundings.json()) {
      ArrayNode array = Json.array();
      jobs.forEach(job -> array.add(job.json()));
      surroundings.print(array);
    } else if (jobs.isEmpty()) {
      surroundings.out().println("No dead messages");
    } else {
      show(jobs);
    }
  }

  private void show(List<DeadJob> jobs) {
    TextTable lines =
        new TextTable().text("sent").text("table").text("job").text("why it failed last");
    jobs.forEach(
        job ->
            lines.row(
                Times.show(job.message().sentTime()),
                job.table().orElse("unknown"),
                job.jobId(),
                job.reasons().stream().findFirst().orElse("not known")));
    lines.print(surroundings.out(), surroundings.palette());
    surroundings.out().println();
    surroundings
        .out()
        .println("sleeper job dead --replay sends all dead messages back to the queue");
  }
}
