package sleeper.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskStarterTest {

  private static final TaskLimits LIMITS = new TaskLimits(10, 1);

  private final Tasks tasks = new Tasks();

  @Test
  void shouldStartATaskForEachWaitingJob() throws IOException {
    StartedTasks result = new TaskStarter(() -> 4, tasks, LIMITS).start();

    assertThat(tasks.running).isEqualTo(4);
    assertThat(result).isEqualTo(new StartedTasks(4, 0, 4, Launch.of(4)));
    assertThat(result.sentence())
        .isEqualTo("Started 4 of 4 ingest tasks while 4 jobs waited and 0 tasks ran");
  }

  @Test
  void shouldNotPassTheMaximumHoweverOftenItLooks() throws IOException {
    TaskStarter starter = new TaskStarter(() -> 4, tasks, LIMITS);

    for (int look = 0; look < 5; look++) {
      starter.start();
    }

    assertThat(tasks.running).isEqualTo(10);
    StartedTasks result = starter.start();
    assertThat(result).isEqualTo(new StartedTasks(4, 10, 0, Launch.of(0)));
    assertThat(result.failed()).isFalse();
    assertThat(result.sentence())
        .isEqualTo(
            "Started no ingest task while 4 jobs waited, since the 10 that run are all that may");
  }

  @Test
  void shouldNotEvenCountTasksWhenNothingWaits() throws IOException {
    tasks.counting = new IOException("not to be asked");

    StartedTasks result = new TaskStarter(() -> 0, tasks, LIMITS).start();

    assertThat(result.sentence()).isEqualTo("No ingest job waits");
    assertThat(result.failed()).isFalse();
  }

  @Test
  void shouldStartNoneWhenTasksCannotBeCounted() {
    tasks.counting = new IOException("no answer");

    assertThatThrownBy(() -> new TaskStarter(() -> 4, tasks, LIMITS).start())
        .isSameAs(tasks.counting);
    assertThat(tasks.running).isZero();
  }

  @Test
  void shouldSayWhyNotAllWereStarted() throws IOException {
    tasks.room = 3;

    StartedTasks result = new TaskStarter(() -> 4, tasks, LIMITS).start();

    assertThat(result.failed()).isFalse();
    assertThat(result.sentence())
        .isEqualTo(
            "Started 3 of 4 ingest tasks while 4 jobs waited and 0 tasks ran: No room; Try later");
  }

  @Test
  void shouldHaveFailedWhenNoneOfTheWantedCouldBeStarted() throws IOException {
    tasks.room = 0;

    assertThat(new TaskStarter(() -> 4, tasks, LIMITS).start().failed()).isTrue();
  }

  /** Tasks that run for ever, as many as there is room for. */
  private static final class Tasks implements TaskLauncher {

    private int running;
    private int room = Integer.MAX_VALUE;
    private IOException counting;

    @Override
    public int runningTasks() throws IOException {
      if (counting != null) {
        throw counting;
      }
      return running;
    }

    @Override
    public Launch launch(int tasks) {
      int started = Math.min(tasks, room - running);
      running += started;
      return started == tasks
          ? Launch.of(started)
          : new Launch(started, List.of("No room", "Try later"));
    }
  }
}
