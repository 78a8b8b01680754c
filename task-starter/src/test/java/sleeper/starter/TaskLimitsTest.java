package sleeper.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;

class TaskLimitsTest {

  @ParameterizedTest(name = "{0} jobs, {1} running, at most {2}, {3} jobs a task: start {4}")
  @CsvSource({
    "0, 0, 10, 1, 0",
    "3, 0, 10, 1, 3",
    "3, 8, 10, 1, 2",
    "3, 10, 10, 1, 0",
    "3, 12, 10, 1, 0",
    "3, 0, 0, 1, 0",
    "8, 0, 10, 4, 2",
    "9, 0, 10, 4, 3",
    "1, 0, 10, 4, 1",
    "2147483647, 2, 200, 1, 198",
    "2147483647, 0, 2147483647, 1024, 2097152",
    "2147483647, 2147483647, 0, 1, 0",
  })
  void shouldStartWhatTheMessagesNeedAsLongAsThereIsRoom(
      int waiting, int running, int maximum, int jobsPerTask, int wanted) {
    assertThat(new TaskLimits(maximum, jobsPerTask).wantedTasks(waiting, running))
        .isEqualTo(wanted);
  }

  @Property
  void shouldNeverPassTheMaximumNorStartMoreThanOneForEachJob(
      @ForAll @IntRange(min = 0) int waiting,
      @ForAll @IntRange(min = 0) int running,
      @ForAll @IntRange(min = 0) int maximum,
      @ForAll @IntRange(min = 1, max = 1024) int jobsPerTask) {
    int wanted = new TaskLimits(maximum, jobsPerTask).wantedTasks(waiting, running);

    assertThat(wanted).isBetween(0, waiting);
    assertThat((long) wanted + running).isLessThanOrEqualTo(Math.max(maximum, running));
    assertThat((long) wanted * jobsPerTask).isLessThan((long) waiting + jobsPerTask);
  }

  @Test
  void shouldTakeTheLimitsOfAnInstance() {
    InstanceProperties properties = InstanceProperties.empty();

    assertThat(TaskLimits.of(properties)).isEqualTo(new TaskLimits(200, 1));
    assertThat(
            TaskLimits.of(
                properties
                    .with(AwsProperty.INGEST_TASKS_MAX, 7)
                    .with(InstanceProperty.INGEST_TASK_JOBS_MAX, 3)))
        .isEqualTo(new TaskLimits(7, 3));
  }

  @Test
  void shouldRefuseWhatIsNoLimit() {
    assertThatThrownBy(() -> new TaskLimits(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TaskLimits(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
