package sleeper.cli.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sleeper.cli.command.Json;
import sleeper.cli.plan.Planned.Pricing;
import sleeper.plan.CostLine;
import sleeper.plan.EnginePlan;
import sleeper.plan.JobPlan;
import sleeper.plan.JobUse;
import sleeper.plan.SeedModel.SeedPlan;
import sleeper.plan.Workload;

/** A plan for programs. Times are in seconds, sizes in bytes. */
final class PlanJson {

  private PlanJson() {}

  static ObjectNode of(Planned planned) {
    ObjectNode node = Json.object();
    node.put("table", planned.table());
    node.set("workload", workload(planned.workload()));
    node.set("prices", prices(planned.pricing()));
    ArrayNode models = node.putArray("models");
    planned.seed().ifPresent(plan -> models.add(seed(plan)));
    planned.engine().ifPresent(plan -> models.add(engine(plan)));
    planned
        .recommendation()
        .ifPresent(
            advice -> {
              ObjectNode recommendation = node.putObject("recommendation");
              recommendation.put("delaySeconds", advice.delay().toSeconds());
              advice.rowsPerJob().ifPresent(rows -> recommendation.put("rowsPerJob", rows));
            });
    ArrayNode assumptions = node.putArray("assumptions");
    planned.assumptions().forEach(assumptions::add);
    return node;
  }

  private static ObjectNode workload(Workload workload) {
    ObjectNode node = Json.object();
    node.put("rows", workload.rows());
    node.put("rowsPerJob", workload.rowsPerJob());
    node.put("leaves", workload.spread().leaves());
    node.put("rowBytes", workload.row().memory());
    node.put("storedRowBytes", workload.row().stored());
    node.put("inputFilesPerJob", workload.input().files());
    workload.rowsPerSecond().ifPresent(rate -> node.put("rowsPerSecond", rate));
    return node;
  }

  private static ObjectNode prices(Pricing pricing) {
    ObjectNode node = Json.object();
    node.put("region", pricing.region());
    node.put("date", pricing.prices().date());
    node.put("currency", pricing.prices().currency());
    node.put("source", pricing.prices().source());
    return node;
  }

  private static ObjectNode seed(SeedPlan plan) {
    ObjectNode node = Json.object();
    node.put("model", "seed");
    node.put("jobs", plan.jobs());
    node.put("files", plan.files());
    node.put("s3Puts", plan.s3Puts());
    node.put("dynamoDbPuts", plan.dynamoDbPuts());
    addCosts(node, plan.costs(), plan.dollars());
    return node;
  }

  private static ObjectNode engine(EnginePlan plan) {
    ObjectNode node = Json.object();
    node.put("model", "engine");
    node.put("jobs", plan.jobs());
    addUse(node, plan.use());
    addCosts(node, plan.costs(), plan.dollars());
    node.set("job", job(plan.job()));
    ObjectNode delay = node.putObject("delaySeconds");
    delay.put("fill", plan.delay().fillSeconds());
    delay.put("start", plan.delay().startSeconds());
    delay.put("ingest", plan.delay().ingestSeconds());
    delay.put("total", plan.delay().seconds());
    ObjectNode tasks = node.putObject("tasks");
    tasks.put("atOnce", plan.fleet().atOnce());
    tasks.put("started", plan.fleet().started());
    tasks.put("hours", plan.fleet().hours());
    tasks.put("elapsedSeconds", plan.fleet().elapsedSeconds());
    return node;
  }

  private static ObjectNode job(JobPlan job) {
    ObjectNode node = Json.object();
    node.put("rows", job.rows());
    node.put("leaves", job.leaves());
    addUse(node, job.use());
    node.put("commitBytes", job.commitBytes());
    node.put("memoryBytes", job.work().memoryBytes());
    node.put("spills", job.work().spills());
    node.put("spilledBytes", job.work().spilledBytes());
    node.put("flushes", job.work().flushes());
    node.put("fits", job.work().fits());
    return node;
  }

  private static void addUse(ObjectNode node, JobUse use) {
    node.put("files", use.files());
    node.put("storedBytes", use.storedBytes());
    node.put("s3Puts", use.s3Puts());
    node.put("s3Gets", use.s3Gets());
    node.put("writeUnits", use.writeUnits());
    node.put("readUnits", use.readUnits());
    node.put("sqsRequests", use.sqsRequests());
    node.put("ingestSeconds", use.seconds());
  }

  private static void addCosts(ObjectNode node, List<CostLine> costs, double sum) {
    ArrayNode lines = node.putArray("costs");
    costs.forEach(
        cost ->
            lines
                .addObject()
                .put("what", cost.what())
                .put("quantity", cost.quantity())
                .put("cost", cost.dollars()));
    node.put("cost", sum);
  }
}
