package sleeper.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every launcher promises. */
public abstract class TaskLauncherContract {

  /** A launcher for the same tasks as any other of this test, as a process has it that starts. */
  protected abstract TaskLauncher launcher() throws IOException;

  /** Lets one of the running tasks end. */
  protected abstract void endOneTask() throws IOException;

  @Test
  void shouldCountNoTasksAtFirst() throws IOException {
    assertThat(launcher().runningTasks()).isZero();
  }

  @Test
  void shouldCountWhatItStarted() throws IOException {
    TaskLauncher launcher = launcher();

    assertThat(launcher.launch(3)).isEqualTo(Launch.of(3));
    assertThat(launcher.launch(2)).isEqualTo(Launch.of(2));

    assertThat(launcher.runningTasks()).isEqualTo(5);
  }

  @Test
  void shouldCountWhatAnotherLauncherStarted() throws IOException {
    launcher().launch(2);

    TaskLauncher another = launcher();
    assertThat(another.runningTasks()).isEqualTo(2);
    another.launch(1);

    assertThat(launcher().runningTasks()).isEqualTo(3);
  }

  @Test
  void shouldNotCountTasksThatEnded() throws IOException {
    TaskLauncher launcher = launcher();
    launcher.launch(2);

    endOneTask();

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(launcher.runningTasks()).isEqualTo(1));
    assertThat(launcher().runningTasks()).isEqualTo(1);
  }

  @Test
  void shouldStartMoreThanTenAtOnce() throws IOException {
    TaskLauncher launcher = launcher();

    assertThat(launcher.launch(23)).isEqualTo(Launch.of(23));

    assertThat(launcher.runningTasks()).isEqualTo(23);
  }

  @Test
  void shouldStartNoneWhenNoneIsWanted() throws IOException {
    TaskLauncher launcher = launcher();

    assertThat(launcher.launch(0)).isEqualTo(Launch.of(0));

    assertThat(launcher.runningTasks()).isZero();
  }

  @Test
  void shouldRefuseANegativeNumber() throws IOException {
    TaskLauncher launcher = launcher();

    assertThatThrownBy(() -> launcher.launch(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
