package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.queue.QueueDepth;
import sleeper.ingest.runner.IngestResult;

class TaskListenerTest {

  @TempDir private Path folder;
  private TaskWorld world;

  @BeforeEach
  void makeWorld() {
    world = new TaskWorld(new InMemoryAdapters(), folder);
    world.makeFile("in/1.parquet", 0, 10);
    world.makeFile("in/2.parquet", 0, 20);
  }

  @Test
  void shouldHearHowOftenOthersWereFasterAtTheCommit() {
    AtomicBoolean first = new AtomicBoolean(true);
    world.commits.beforeEveryCommit(
        () -> {
          if (first.getAndSet(false)) {
            world.commitElsewhere("other", "in/2.parquet");
          }
        });
    world.send("job", "in/1.parquet");

    world.runTask();

    IngestResult result = world.results.get(0);
    assertThat(result.jobId()).isEqualTo("job");
    assertThat(result.commitConflicts()).isEqualTo(1);
    assertThat(world.rows()).isEqualTo(30);
  }

  @Test
  void shouldDoJobsThoughAListenerFails() {
    world.listener =
        new TaskListener() {
          @Override
          public void jobReceived() {
            throw new IllegalStateException("no metrics");
          }

          @Override
          public void committed(IngestResult result) {
            throw new IllegalStateException("no metrics");
          }

          @Override
          public void queueSeen(QueueDepth depth) {
            throw new IllegalStateException("no metrics");
          }
        };
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.rows()).isEqualTo(10);
    assertThat(world.depth().inFlight() + world.depth().waiting()).isZero();
  }
}
