package sleeper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import sleeper.plan.EngineSettings.Door;

class EngineModelTest {

  @Test
  void shouldWriteAFileAndItsSketchesForEachLeafAndCommitOnce() {
    EnginePlan plan = Plans.model(Door.COMMAND).plan(Plans.workload(1_000_000, 1_000_000, 10), 1);

    assertThat(plan.jobs()).isEqualTo(1);
    assertThat(plan.use().files()).isEqualTo(10);
    assertThat(plan.use().s3Puts()).isCloseTo(20, within(0.1));
    assertThat(plan.use().writeUnits()).isBetween(24.0, 32.0);
    assertThat(plan.use().sqsRequests()).isZero();
    assertThat(plan.fleet().hours()).isZero();
  }

  @Test
  void shouldUploadLargeFilesInPartsOfEightMebibytes() {
    // Each of two files has 50 MB: six parts of 8 MiB, with a start and an end.
    EnginePlan plan = Plans.model(Door.COMMAND).plan(Plans.workload(10_000_000, 10_000_000, 2), 1);

    assertThat(plan.use().s3Puts()).isCloseTo(2 * (1 + 6 + 2), within(0.1));
  }

  @Test
  void shouldPutALargeTransactionIntoAnObject() {
    JobPlan small = job(500);
    JobPlan large = job(1000);

    assertThat(small.commitBytes()).isLessThan(204_800);
    assertThat(small.use().writeUnits()).isGreaterThan(300);
    assertThat(large.commitBytes()).isGreaterThan(204_800);
    assertThat(large.use().writeUnits()).isLessThan(40);
    assertThat(large.use().s3Puts()).isCloseTo(2001, within(0.1));
  }

  private static JobPlan job(long leaves) {
    return Plans.model(Door.COMMAND).plan(Plans.workload(1_000_000, 1_000_000, leaves), 1).job();
  }

  @Test
  void shouldCountTheRestAsASmallerJob() {
    Workload workload = Plans.workload(1_000_001, 1_000_000, 10);

    EnginePlan plan = Plans.model(Door.COMMAND).plan(workload, 1);

    assertThat(plan.jobs()).isEqualTo(2);
    assertThat(plan.use().files()).as("the last row is in one leaf").isEqualTo(11);
  }

  @Test
  void shouldCostLessInLargerJobs() {
    EngineModel model = Plans.model(Door.MESSAGES);

    EnginePlan small = model.plan(Plans.workload(100_000_000, 10_000, 100), 10);
    EnginePlan large = model.plan(Plans.workload(100_000_000, 10_000_000, 100), 10);

    assertThat(small.use().files()).isEqualTo(1_000_000);
    assertThat(small.dollars()).isGreaterThan(50 * large.dollars());
  }

  @Test
  void shouldBillTasksByTheHour() {
    // 200 M rows take 100 s of two processors, and as long to be waited for as for a start.
    EnginePlan plan =
        Plans.model(Door.MESSAGES).plan(Plans.workload(200_000_000, 200_000_000, 1), 1);

    double seconds = plan.job().use().seconds() + 90 + 300;
    assertThat(plan.job().use().seconds()).isBetween(102.0, 115.0);
    assertThat(plan.fleet().hours()).isCloseTo(seconds / 3600, within(1e-9));
    assertThat(line(plan, "Fargate task hours").dollars())
        .isCloseTo(seconds / 3600 * (2 * 0.03238 + 4 * 0.00356), within(1e-9));
  }

  @Test
  void shouldBillMetricsWhereTheyGoToCloudWatch() {
    Workload workload = Plans.workload(1_000_000, 1_000_000, 1);

    assertThat(Plans.model(Door.MESSAGES).plan(workload, 1).costs())
        .noneMatch(line -> line.what().startsWith("CloudWatch"));
    assertThat(
            line(
                    Plans.model(Door.MESSAGES_WITH_METRICS).plan(workload, 1),
                    "CloudWatch metric hours")
                .dollars())
        .isBetween(0.01, 0.05);
  }

  @Test
  void shouldTouchFewLeavesWithFewRows() {
    assertThat(new LeafSpread(100).touchedBy(1)).isEqualTo(1);
    assertThat(new LeafSpread(100).touchedBy(100)).isEqualTo(63);
    assertThat(new LeafSpread(100).touchedBy(10_000)).isEqualTo(100);
    assertThat(new LeafSpread(1).touchedBy(10_000)).isEqualTo(1);
  }

  @Test
  void shouldKeepTasksUpWhereJobsComeFasterThanTheyAreDone() {
    Workload steady = Plans.arriving(Plans.workload(3_600_000_000L, 10_000_000, 10), 1_000_000);

    EnginePlan plan = Plans.model(Door.MESSAGES).plan(steady, 10);

    assertThat(plan.delay().fillSeconds()).isEqualTo(10);
    assertThat(plan.fleet().atOnce()).isEqualTo(1);
    assertThat(plan.fleet().started()).isEqualTo(1);
    assertThat(plan.fleet().hours()).isCloseTo(1.1, within(0.02));
  }

  private static CostLine line(EnginePlan plan, String what) {
    return plan.costs().stream().filter(line -> line.what().equals(what)).findFirst().orElseThrow();
  }
}
