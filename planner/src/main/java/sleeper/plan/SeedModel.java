package sleeper.plan;

import java.util.List;
import sleeper.plan.Prices.SeedPrices;

/**
 * The arithmetic of Sleeper's documentation: each job writes one object for each leaf partition,
 * and puts one item into DynamoDB for each of them. Requests are all that costs.
 */
public final class SeedModel {

  private static final double MILLION = 1_000_000;

  private SeedModel() {}

  /**
   * What comes of a workload.
   *
   * @param jobs batches
   * @param files data files: one for each leaf partition and job
   * @param s3Puts one for each file
   * @param dynamoDbPuts one for each file
   * @param costs of both
   */
  public record SeedPlan(
      long jobs, long files, long s3Puts, long dynamoDbPuts, List<CostLine> costs) {

    public SeedPlan {
      costs = List.copyOf(costs);
    }

    /** All costs. */
    public double dollars() {
      return costs.stream().mapToDouble(CostLine::dollars).sum();
    }
  }

  /** The plan of a workload. */
  public static SeedPlan plan(Workload workload, SeedPrices prices) {
    long files = Math.multiplyExact(workload.jobs(), workload.spread().leaves());
    return new SeedPlan(
        workload.jobs(),
        files,
        files,
        files,
        List.of(
            line("S3 PUTs", files, prices.s3PutPerMillion()),
            line("DynamoDB PUTs", files, prices.dynamoDbPutPerMillion())));
  }

  private static CostLine line(String what, long count, double pricePerMillion) {
    return new CostLine(what, (double) count, count * pricePerMillion / MILLION);
  }
}
