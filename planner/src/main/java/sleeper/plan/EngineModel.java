package sleeper.plan;

import java.util.ArrayList;
import java.util.List;
import sleeper.plan.EngineSettings.Door;
import sleeper.plan.Fleet.FleetLimits;

/**
 * What this engine asks of AWS and what that costs: each job writes a data file and its sketches
 * for each leaf partition that it touches, and commits all of them at once.
 *
 * <p>Left out are the log of a task, the function that starts tasks, and what is kept in S3 by the
 * month: they are cents, or follow from how long rows are kept.
 */
public final class EngineModel {

  private static final double HOURS_PER_MONTH = 730;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double SECONDS_PER_MINUTE = 60;

  /** What a task measures, by name and kind; CloudWatch bills each as a metric. */
  private static final double METRICS = 50;

  /** A task says when it begins and when it ends. */
  private static final double TASK_WRITES = 2;

  /** With metrics, a task asks each half minute how many messages wait and how many are dead. */
  private static final double LOOKS_PER_SECOND = 2 / 30.0;

  private final EngineSettings settings;
  private final TaskShape task;
  private final Speeds speeds;
  private final RegionPrices prices;

  /** The model of an instance whose tasks have a shape, at some prices. */
  public EngineModel(EngineSettings settings, TaskShape task, Speeds speeds, RegionPrices prices) {
    this.settings = settings;
    this.task = task;
    this.speeds = speeds;
    this.prices = prices;
  }

  /**
   * The plan of a workload.
   *
   * @param mostTasks how many tasks may run at once
   * @throws sleeper.core.error.BudgetExceeded if the engine would refuse the jobs, since their
   *     memory budget is too small
   */
  public EnginePlan plan(Workload workload, long mostTasks) {
    settings.memoryNeed().checkJob(settings.budgets(), "tables in S3");
    JobModel model = new JobModel(settings, speeds, cpusOfJob());
    JobPlan job = model.plan(workload, workload.rowsPerJob());
    JobPlan last = model.plan(workload, workload.rowsOfLastJob());
    JobUse jobs = last.use().plus(job.use(), (double) (workload.jobs() - 1));
    double jobSeconds = job.use().seconds();
    if (!settings.door().isTask()) {
      Fleet none = new Fleet(0, 0, 0, workload.jobs() * jobSeconds);
      return new EnginePlan(
          job, workload.jobs(), jobs, none, new Delay(fill(workload), 0, jobSeconds), bill(jobs));
    }
    Fleet fleet = Fleet.of(workload, jobSeconds, limits(mostTasks));
    JobUse all = jobs.plus(ofTasks(fleet), 1);
    List<CostLine> costs = new ArrayList<>(bill(all));
    costs.add(
        new CostLine("Fargate task hours", fleet.hours(), task.dollars(fleet.hours(), prices)));
    if (settings.door() == Door.MESSAGES_WITH_METRICS) {
      costs.add(metrics(fleet));
    }
    Delay delay = new Delay(fill(workload), speeds.taskStartSeconds(), jobSeconds);
    return new EnginePlan(job, workload.jobs(), all, fleet, delay, costs);
  }

  /**
   * A job has its task to itself. Where tasks do several at once, each takes so much longer, so
   * that it comes to the same.
   */
  private double cpusOfJob() {
    double cpus = settings.door().isTask() ? task.cpus() : settings.budgets().threads();
    return Math.min(cpus, settings.budgets().threads());
  }

  private FleetLimits limits(long mostTasks) {
    return new FleetLimits(
        speeds.taskStartSeconds(),
        settings.tasks().idleTime().toMillis() / 1000.0,
        (double) mostTasks);
  }

  private static double fill(Workload workload) {
    return workload.rowsPerSecond().isPresent()
        ? workload.rowsPerJob() / workload.rowsPerSecond().getAsDouble()
        : 0;
  }

  private JobUse ofTasks(Fleet fleet) {
    double polls =
        settings.tasks().pollWait().isZero()
            ? 0
            : (double) settings.tasks().idleTime().toMillis()
                / settings.tasks().pollWait().toMillis();
    double looks =
        settings.door() == Door.MESSAGES_WITH_METRICS
            ? fleet.hours() * SECONDS_PER_HOUR * LOOKS_PER_SECOND
            : 0;
    return new JobUse(
        0,
        0,
        0,
        fleet.started(),
        TASK_WRITES * fleet.started(),
        0,
        polls * fleet.started() + looks,
        0);
  }

  private List<CostLine> bill(JobUse use) {
    return List.of(
        line("S3 PUT, LIST and part requests", Price.S3_PUT, use.s3Puts()),
        line("S3 GET and HEAD requests", Price.S3_GET, use.s3Gets()),
        line("DynamoDB write units", Price.DYNAMODB_WRITE, use.writeUnits()),
        line("DynamoDB read units", Price.DYNAMODB_READ, use.readUnits()),
        line("SQS requests", Price.SQS, use.sqsRequests()));
  }

  private CostLine line(String what, Price price, double quantity) {
    return new CostLine(what, quantity, prices.of(price, quantity));
  }

  /** Metrics are billed by the hour in which they come, whichever tasks send them. */
  private CostLine metrics(Fleet fleet) {
    double hours = Math.ceil(fleet.elapsedSeconds() / SECONDS_PER_HOUR);
    double requests = fleet.hours() * SECONDS_PER_HOUR / SECONDS_PER_MINUTE;
    double dollars =
        prices.of(Price.METRIC, METRICS * hours / HOURS_PER_MONTH)
            + prices.of(Price.METRIC_REQUEST, requests);
    return new CostLine("CloudWatch metric hours", METRICS * hours, dollars);
  }
}
