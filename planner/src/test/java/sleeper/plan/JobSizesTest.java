package sleeper.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sleeper.plan.EngineSettings.Door;

class JobSizesTest {

  private static final double RATE = 50_000;

  private final EngineModel model = Plans.model(Door.MESSAGES);
  private final Workload workload = Plans.arriving(Plans.workload(1_000_000_000, 1, 100), RATE);

  @Test
  void shouldRecommendTheLargestJobThatIsQueryableInTime() {
    long rows = JobSizes.largestWithin(600, model, workload, 10).orElseThrow();

    assertThat(model.plan(workload.inJobsOf(rows), 10).delay().seconds()).isBetween(570.0, 600.0);
    assertThat(model.plan(workload.inJobsOf(rows * 21 / 20), 10).delay().seconds())
        .isGreaterThan(600);
    assertThat(rows % 1_000_000).as("two digits").isZero();
  }

  @Test
  void shouldRecommendNothingWhereStartingATaskTakesLonger() {
    assertThat(JobSizes.largestWithin(60, model, workload, 10)).isEqualTo(OptionalLong.empty());
  }

  @Test
  void shouldRecommendNothingWhereTooFewTasksMayRun() {
    Workload flood = Plans.arriving(Plans.workload(1L << 40, 1, 100), 30_000_000);

    assertThat(JobSizes.largestWithin(600, model, flood, 2)).isEmpty();
    assertThat(JobSizes.largestWithin(600, model, flood, 100)).isPresent();
  }

  @Test
  void shouldRecommendOneJobWhereThereIsTime() {
    assertThat(JobSizes.largestWithin(86_400_000, model, workload, 10)).hasValue(1_000_000_000);
  }
}
