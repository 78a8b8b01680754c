package sleeper.cli.plan;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.ingest.pipeline.SpillForecast;
import sleeper.plan.CostLine;
import sleeper.plan.EnginePlan;
import sleeper.plan.JobPlan;
import sleeper.plan.Workload;

/** Shows a plan to people: both models side by side, then what one job is like. */
final class PlanReport {

  private static final double MILLIS = 1000;
  private static final String NONE = "-";

  private final Surroundings surroundings;

  PlanReport(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Prints it, as a table or as JSON. */
  void print(Planned planned) {
    if (surroundings.json()) {
      surroundings.print(PlanJson.of(planned));
      return;
    }
    PrintStream out = surroundings.out();
    out.println(surroundings.palette().strong(title(planned)));
    out.println();
    table(planned).print(out, surroundings.palette());
    planned.engine().ifPresent(plan -> printJob(out, planned, plan));
    planned
        .recommendation()
        .ifPresent(
            advice -> {
              out.println();
              out.println(advice.sentence(Human.duration(advice.delay())));
            });
    out.println();
    planned.assumptions().forEach(line -> out.println(surroundings.palette().faint(line)));
    out.println(surroundings.palette().faint(prices(planned)));
  }

  private static String prices(Planned planned) {
    return "Prices of %s in %s as of %s: %s."
        .formatted(
            planned.pricing().region(),
            planned.pricing().prices().currency(),
            planned.pricing().prices().date(),
            planned.pricing().prices().source());
  }

  private static String title(Planned planned) {
    Workload workload = planned.workload();
    return "Plan for %s into %s, in %s of %s"
        .formatted(
            Human.counted(workload.rows(), "row"),
            planned.table(),
            Human.counted(workload.jobs(), "job"),
            Human.counted(workload.rowsPerJob(), "row"));
  }

  /** A line of the table: a quantity and a cost, if there is one, for each model. */
  private static final class Line {
    private String seed = NONE;
    private String seedCost = "";
    private String engine = NONE;
    private String engineCost = "";
  }

  private static TextTable table(Planned planned) {
    Map<String, Line> lines = new LinkedHashMap<>();
    planned
        .seed()
        .ifPresent(
            plan -> {
              line(lines, "jobs").seed = Human.count(plan.jobs());
              line(lines, "data files").seed = Human.count(plan.files());
              plan.costs().forEach(cost -> addSeed(line(lines, kind(cost)), cost));
            });
    planned
        .engine()
        .ifPresent(
            plan -> {
              line(lines, "jobs").engine = Human.count(plan.jobs());
              line(lines, "data files").engine = quantity(plan.use().files());
              plan.costs().forEach(cost -> addEngine(line(lines, kind(cost)), cost));
            });
    Line all = line(lines, "all of it");
    planned.seed().ifPresent(plan -> all.seedCost = Money.of(plan.dollars()));
    planned.engine().ifPresent(plan -> all.engineCost = Money.of(plan.dollars()));
    return table(planned, lines, all);
  }

  private static TextTable table(Planned planned, Map<String, Line> lines, Line all) {
    String currency = planned.pricing().prices().currency();
    TextTable table = new TextTable().text("model");
    planned.seed().ifPresent(plan -> table.number("seed").number(currency));
    planned.engine().ifPresent(plan -> table.number("engine").number(currency));
    lines.forEach(
        (name, line) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          boolean isSum = line == all;
          planned
              .seed()
              .ifPresent(p -> cells.addAll(List.of(isSum ? "" : line.seed, line.seedCost)));
          planned
              .engine()
              .ifPresent(p -> cells.addAll(List.of(isSum ? "" : line.engine, line.engineCost)));
          table.row(cells.toArray(String[]::new));
        });
    return table;
  }

  /** What both models bill stands on one line. */
  private static String kind(CostLine cost) {
    return switch (cost.what()) {
      case "S3 PUTs" -> "S3 PUT, LIST and part requests";
      case "DynamoDB PUTs" -> "DynamoDB write units";
      default -> cost.what();
    };
  }

  private static Line line(Map<String, Line> lines, String name) {
    return lines.computeIfAbsent(name, missing -> new Line());
  }

  private static void addSeed(Line line, CostLine cost) {
    line.seed = quantity(cost.quantity());
    line.seedCost = Money.of(cost.dollars());
  }

  private static void addEngine(Line line, CostLine cost) {
    line.engine = quantity(cost.quantity());
    line.engineCost = Money.of(cost.dollars());
  }

  private static String quantity(double number) {
    boolean isFraction = number < 10 && Math.abs(number - Math.rint(number)) > 0.05;
    return isFraction
        ? String.format(Locale.ROOT, "%.1f", number)
        : Human.count(Math.round(number));
  }

  private void printJob(PrintStream out, Planned planned, EnginePlan plan) {
    JobPlan job = plan.job();
    SpillForecast work = job.work();
    out.println();
    out.println(surroundings.palette().strong("One job, by model engine"));
    TextTable lines = new TextTable().text("").text("");
    lines.row("  files", files(job));
    lines.row("  commit", commit(job));
    lines.row("  memory", memory(planned, work));
    lines.row("  spills", spills(planned, work));
    lines.row("  queryable after", delay(plan));
    if (plan.fleet().atOnce() > 0) {
      lines.row("  tasks", tasks(plan));
    }
    lines.printLines(out);
  }

  private static String files(JobPlan job) {
    double files = job.use().files();
    return "%s of %s, one for each of %s; %s of S3"
        .formatted(
            Human.counted(Math.round(files), "file"),
            Human.bytes(Math.round(job.use().storedBytes() / files)),
            Human.counted(job.leaves(), "leaf partition"),
            Human.counted(Math.round(job.use().s3Puts()), "PUT"));
  }

  private static String commit(JobPlan job) {
    return "one, of %s; %s of DynamoDB for the job"
        .formatted(
            Human.bytes(job.commitBytes()),
            Human.counted(Math.round(job.use().writeUnits()), "write unit"));
  }

  private static String memory(Planned planned, SpillForecast work) {
    return "about %s of a budget of %s"
        .formatted(
            Human.bytes(work.memoryBytes()),
            Human.bytes(planned.settings().budgets().memoryBytes()));
  }

  private static String spills(Planned planned, SpillForecast work) {
    if (!work.fits()) {
      return "more than the disk budget of %s: the job would be refused"
          .formatted(Human.bytes(planned.settings().budgets().diskBytes()));
    }
    return work.spills() == 0 && work.spilledBytes() == 0
        ? "none, all rows fit the memory budget"
        : "%s, %s to disk".formatted(Human.count(work.spills()), Human.bytes(work.spilledBytes()));
  }

  private static String delay(EnginePlan plan) {
    return "%s at most: %s until the job is full, %s until a task takes it, %s to ingest it"
        .formatted(
            span(plan.delay().seconds()),
            span(plan.delay().fillSeconds()),
            span(plan.delay().startSeconds()),
            span(plan.delay().ingestSeconds()));
  }

  private static String tasks(EnginePlan plan) {
    return "%s at once, %s started; all rows are queryable after %s"
        .formatted(
            quantityOfTasks(plan.fleet().atOnce()),
            quantityOfTasks(plan.fleet().started()),
            span(plan.fleet().elapsedSeconds()));
  }

  private static String quantityOfTasks(double tasks) {
    return Human.count(Math.round(tasks));
  }

  private static String span(double seconds) {
    return seconds == 0 ? "0 s" : Human.duration(Duration.ofMillis((long) (seconds * MILLIS)));
  }
}
