package sleeper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sleeper.plan.SeedModel.SeedPlan;

/** The example of Sleeper's documentation. */
class SeedModelTest {

  @Test
  void shouldReproduceTheExampleWithSmallBatches() {
    SeedPlan plan = plan(100_000_000, 10_000);

    assertThat(plan.jobs()).isEqualTo(10_000);
    assertThat(plan.s3Puts()).isEqualTo(1_000_000);
    assertThat(plan.dynamoDbPuts()).isEqualTo(1_000_000);
    assertThat(plan.costs())
        .containsExactly(
            new CostLine("S3 PUTs", 1_000_000, 5.0),
            new CostLine("DynamoDB PUTs", 1_000_000, 1.25));
    assertThat(plan.dollars()).isEqualTo(6.25);
  }

  @Test
  void shouldReproduceTheExampleWithLargeBatches() {
    SeedPlan plan = plan(100_000_000, 10_000_000);

    assertThat(plan.costs())
        .containsExactly(
            new CostLine("S3 PUTs", 1000, 0.005), new CostLine("DynamoDB PUTs", 1000, 0.00125));
  }

  @Test
  void shouldReproduceTheExampleOfOneBatch() {
    SeedPlan plan = plan(10_000, 10_000);

    assertThat(plan.s3Puts()).isEqualTo(100);
    assertThat(plan.dynamoDbPuts()).isEqualTo(100);
  }

  private static SeedPlan plan(long rows, long rowsPerJob) {
    return SeedModel.plan(Plans.workload(rows, rowsPerJob, 100), Prices.builtIn().seed());
  }
}
