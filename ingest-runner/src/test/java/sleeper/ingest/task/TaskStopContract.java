package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a task and its messages when it is asked to stop. */
abstract class TaskStopContract extends IngestTaskContract {

  @Test
  void shouldFinishItsJobWhenThereIsTimeToStop() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          sleep(200);
        });
    world.send("job", "in/1.parquet");
    world.send("next", "in/2.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS);
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofSeconds(20))).isTrue();

    thread.join();
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().waiting()).isEqualTo(1);
  }

  @Test
  void shouldGiveBackWhatItCannotFinishWhenStopped() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          awaitAt(never);
        });
    world.send("job", "in/1.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS);
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofMillis(1500))).isTrue();

    thread.join();
    assertThat(world.outcomes).containsExactly(JobOutcome.STOPPED);
    assertThat(world.depth().waiting()).isEqualTo(1);
    assertThat(world.job("job").runs().get(0).failureReasons())
        .containsExactly("The task was stopped");
    world.sources.whenOpened(name -> {});
    world.runTask();
    assertThat(world.outcomes).endsWith(JobOutcome.FINISHED);
  }

  @Test
  void shouldGiveBackItsMessageThoughItsJobCannotBeBrokenOff() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch later = new CountDownLatch(1);
    world.sources.whenOpened(
        name -> {
          opened.countDown();
          awaitUninterruptibly(later);
        });
    world.send("job", "in/1.parquet");
    IngestTask task = world.task(TaskWorld.SETTINGS.withVisibility(Duration.ofMinutes(1)));
    Thread thread = start(task);
    opened.await();

    assertThat(task.stop(Duration.ofMillis(300))).isFalse();

    assertThat(world.depth().waiting()).isEqualTo(1);
    later.countDown();
    thread.join();
    world.sources.whenOpened(name -> {});
    world.runTask();
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.depth().waiting() + world.depth().inFlight()).isZero();
  }

  @Test
  @Timeout(10)
  void shouldEndSoonAfterItsLastJobThoughItHasRoomForMore() {
    world.sources.whenOpened(name -> sleep(100));
    world.send("job", "in/1.parquet");

    world.runTask(
        TaskWorld.SETTINGS.withJobsAtOnce(2).withWaits(Duration.ofSeconds(20), Duration.ZERO));

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
  }

  @Test
  void shouldStopAtOnceWhileItWaitsForMessages() throws Exception {
    IngestTask task =
        world.task(TaskWorld.SETTINGS.withWaits(Duration.ofSeconds(60), Duration.ofSeconds(60)));
    CountDownLatch receiving = new CountDownLatch(1);
    world.queue.beforeReceive = receiving::countDown;
    Thread thread = start(task);
    receiving.await();

    assertThat(task.stop(Duration.ofSeconds(20))).isTrue();
    thread.join();
    assertThat(world.adapters().tasks().find(task.id()).orElseThrow().isUnfinished()).isFalse();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
