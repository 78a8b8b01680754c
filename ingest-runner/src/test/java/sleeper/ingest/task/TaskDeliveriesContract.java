package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.IngestRun;

/**
 * How a task keeps its messages to itself, and what it does when it does not have them any more.
 */
abstract class TaskDeliveriesContract extends IngestTaskContract {

  @Test
  void shouldLeaveAJobToARunThatIsAlive() {
    IngestRun other = world.startElsewhere("job", "in/1.parquet");
    AtomicInteger looks = new AtomicInteger();
    world.queue.beforeReceive =
        () -> {
          if (looks.incrementAndGet() == 3) {
            other.abandon();
          }
        };
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes)
        .startsWith(JobOutcome.RUNNING_ELSEWHERE)
        .endsWith(JobOutcome.FINISHED);
    assertThat(world.rows()).isEqualTo(100);
    assertThat(world.job("job").runs()).hasSize(1);
  }

  @Test
  void shouldHoldItsMessageAsLongAsTheJobTakesThoughRequestsFail() throws IOException {
    AtomicInteger requests = new AtomicInteger();
    world.queue.beforeHold =
        () -> {
          if (requests.incrementAndGet() % 2 == 0) {
            throw new UncheckedIOException(new IOException("no network"));
          }
        };
    world.sources.whenOpened(name -> sleep(1700));
    world.send("job", "in/1.parquet");

    world.runTask(TaskWorld.SETTINGS.withVisibility(Duration.ofMillis(1500)));

    assertThat(requests.get()).isGreaterThan(4);
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().waiting() + world.depth().inFlight()).isZero();
  }

  @Test
  void shouldLeaveAMessageAloneThatSomebodyElseHas() throws InterruptedException {
    world.queue.losesReceipts = true;
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
    assertThat(world.depth().inFlight()).isEqualTo(1);
    world.queue.losesReceipts = false;
    await().atMost(Duration.ofSeconds(10)).until(() -> world.depth().waiting() == 1);
    world.runTask();
    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED, JobOutcome.DUPLICATE);
    assertThat(world.rows()).isEqualTo(100);
  }

  @Test
  void shouldGoOnWhenTheQueueIsBack() {
    AtomicInteger requests = new AtomicInteger();
    world.queue.beforeReceive =
        () -> {
          if (requests.getAndIncrement() == 0) {
            throw new UncheckedIOException(new IOException("no network"));
          }
        };
    world.send("job", "in/1.parquet");

    world.runTask(TaskWorld.SETTINGS.withWaits(Duration.ofMillis(50), Duration.ofMillis(900)));

    assertThat(world.outcomes).containsExactly(JobOutcome.FINISHED);
  }
}
