package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.aws.queue.JobQueues;
import sleeper.cli.command.ExitCode;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.command.TimeRange;
import sleeper.core.error.InvalidInput;
import sleeper.core.queue.QueueDepth;
import sleeper.instance.SleeperInstance;

/** Tells what became of ingest jobs. */
@Command(
    name = "jobs",
    description = {
      "Show ingest jobs, wherever they came from: those that are not finished first, then the newest.",
      "A job is running, accepted, uncommitted, dead (its run ended without a word), failed, rejected"
          + " or finished. Rows are those that were written, of those that were read."
    })
public final class JobsCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @ArgGroup private Choice choice = new Choice();
  @Mixin private TimeRange time = new TimeRange();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The table; without it, all tables.")
  private @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many jobs to show (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--watch",
      description =
          "Show them again and again until nobody works on a job and no message waits, or, with"
              + " --job, until nothing more can become of it; then fail unless it is finished.")
  private boolean watch;

  /** Which jobs; all unless it is said. */
  private static final class Choice {

    @Option(
        names = "--unfinished",
        description = "Only jobs of which something will still be heard.")
    private boolean unfinished;

    @Option(names = "--rejected", description = "Only jobs whose messages were rejected.")
    private boolean rejected;

    @Option(
        names = "--job",
        paramLabel = "ID",
        description = "All that is known of one job: its runs, input files, rows and errors.")
    private @Nullable String job;

    private boolean takes(JobView view) {
      Standing standing = view.standing();
      return (!unfinished || standing.isUnfinished())
          && (!rejected || standing == Standing.REJECTED);
    }
  }

  public JobsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
    }
    try (SleeperInstance instance = surroundings.open()) {
      return choice.job == null ? showAll(instance) : showOne(instance, choice.job);
    }
  }

  private int showAll(SleeperInstance instance) {
    if (watch) {
      return watch(instance, () -> jobs(instance))
          .until((seen, nothingWaits) -> nothingWaits && seen.stream().noneMatch(this::isMoving));
    }
    print(jobs(instance));
    return ExitCode.OK.code();
  }

  private int showOne(SleeperInstance instance, String jobId) {
    Supplier<List<JobView>> jobs = () -> ofJob(instance, jobId);
    if (watch) {
      int code = watch(instance, jobs).until(JobsCommand::hasEnded);
      return code == ExitCode.OK.code() ? codeOf(known(jobs.get(), jobId, instance)) : code;
    }
    new JobDetailReport(surroundings, instance.jobReports())
        .print(known(jobs.get(), jobId, instance));
    return ExitCode.OK.code();
  }

  private JobsWatch watch(SleeperInstance instance, Supplier<List<JobView>> jobs) {
    return new JobsWatch(surroundings, jobs, JobQueues.of(instance));
  }

  /** A job that nobody knows may be in a message that waits. */
  private static boolean hasEnded(List<JobView> seen, boolean nothingWaits) {
    return seen.isEmpty() ? nothingWaits : seen.stream().allMatch(job -> job.isFinal(nothingWaits));
  }

  private static int codeOf(List<JobView> jobs) {
    boolean finished = jobs.stream().allMatch(job -> job.standing() == Standing.FINISHED);
    return (finished ? ExitCode.OK : ExitCode.FAILED).code();
  }

  private List<JobView> ofJob(SleeperInstance instance, String jobId) {
    return new JobFinder(instance)
        .ofJob(jobId).stream().filter(job -> name == null || name.equals(job.table())).toList();
  }

  private List<JobView> jobs(SleeperInstance instance) {
    return new JobFinder(instance)
        .list(name, limit).stream()
            .filter(choice::takes)
            .filter(job -> job.isWithin(time.first(), time.last()))
            .limit(limit)
            .toList();
  }

  /** A dead one may stay so until somebody sends its message again. */
  private boolean isMoving(JobView job) {
    return job.standing().isMoving();
  }

  private void print(List<JobView> jobs) {
    if (surroundings.json()) {
      ArrayNode array = Json.array();
      jobs.forEach(job -> array.add(JobJson.of(job)));
      surroundings.print(array);
    } else if (jobs.isEmpty()) {
      surroundings
          .out()
          .println(choice.unfinished || choice.rejected ? "No such jobs" : "No jobs yet");
    } else {
      new JobTable(surroundings).print(surroundings.out(), jobs);
    }
  }

  private static List<JobView> known(List<JobView> jobs, String jobId, SleeperInstance instance) {
    if (!jobs.isEmpty()) {
      return jobs;
    }
    throw new InvalidInput(
        "Nothing is known of job %s; %s"
            .formatted(jobId, whereElse(JobQueues.of(instance).depth())));
  }

  /** Where a job may be of which nothing is known. */
  private static String whereElse(QueueDepth depth) {
    if (!JobsWatch.isEmpty(depth)) {
      return "its message may wait for a task, such as sleeper task run";
    } else if (depth.dead() > 0) {
      return "sleeper jobs lists those that are known, sleeper job dead the messages set aside";
    }
    return "sleeper jobs lists those that are known";
  }
}
