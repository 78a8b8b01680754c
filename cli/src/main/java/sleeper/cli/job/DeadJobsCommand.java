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
import sleeper.core.queue.DeadMessage;
import sleeper.core.queue.DeadMessages;
import sleeper.instance.SleeperInstance;

/** Sees to messages that were set aside. */
@Command(
    name = "dead",
    description = {
      "List the job messages that were delivered too often and set aside, and why their jobs"
          + " failed.",
      "Once the cause is gone, send them back with --replay, all or those of some jobs: a job that"
          + " was committed after all is not done again."
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

  @Option(
      names = "--job",
      paramLabel = "ID",
      description = "Only the messages of this job; can be given several times. Without it, all.")
  private List<String> jobIds = List.of();

  /** What is to become of the messages; nothing unless it is said. */
  private static final class Wish {

    @Option(names = "--replay", description = "Send them back to the queue.")
    private boolean replay;

    @Option(names = "--delete", description = "Delete them.")
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
      WantedJobs wanted = new WantedJobs(instance, jobIds);
      if (wish.replay) {
        say("replayed", "Sent %s back to the queue", dead.replay(wanted));
      } else if (wish.delete) {
        say("deleted", "Deleted %s", dead.delete(wanted));
      } else {
        list(DeadJob.of(found(dead, wanted), instance));
      }
      wanted.checkAllWereFound();
    }
  }

  private List<DeadMessage> found(DeadMessages dead, WantedJobs wanted) {
    int most = jobIds.isEmpty() ? limit : Integer.MAX_VALUE;
    List<DeadMessage> found = dead.list(most).stream().filter(wanted).toList();
    return found.subList(0, Math.min(limit, found.size()));
  }

  private void say(String member, String sentence, long messages) {
    if (isFailure(messages)) {
      return;
    } else if (surroundings.json()) {
      surroundings.print(Json.object().put(member, messages));
    } else {
      surroundings.out().println(sentence.formatted(Human.counted(messages, "dead message")));
    }
  }

  /** Of jobs that were named there is always a message, or an error instead of a result. */
  private boolean isFailure(long messages) {
    return messages == 0 && !jobIds.isEmpty();
  }

  private void list(List<DeadJob> jobs) {
    if (isFailure(jobs.size())) {
      return;
    } else if (surroundings.json()) {
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
        .println("sleeper job dead --replay sends them back to the queue; --job ID picks some");
  }
}
