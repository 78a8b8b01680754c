package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.queue.QueueDepth;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.ingest.runner.IngestResult;

class TaskListenerTest {

  private static final Optional<TableId> TABLE = Optional.of(TaskWorld.TABLE);

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
  void shouldHearHowFarRunsAre() {
    world.send("job", "in/1.parquet");

    world.runTask();

    JobProgress last = world.progress.get(world.progress.size() - 1);
    assertThat(last.run().jobId()).isEqualTo("job");
    assertThat(last.phase()).isEqualTo(JobPhase.DONE);
    assertThat(last.counts().rows()).isEqualTo(10);
  }

  @Test
  void shouldHearHowJobsEnd() {
    world.commitElsewhere("again", "in/2.parquet");
    world.sources.put("in/broken.parquet", new byte[] {1, 2, 3});
    world.send("job", "in/1.parquet");
    world.send("again", "in/2.parquet");
    world.send("broken", "in/broken.parquet");
    world.queue.send("[]");

    world.runTask();

    assertThat(world.ends).hasSize(4);
    assertThat(end("job")).returns(JobOutcome.FINISHED, JobEnd::outcome);
    assertThat(end("job").delivery()).isEqualTo(new JobDelivery("job", TABLE, 1));
    assertThat(end("job").totals()).hasValueSatisfying(t -> assertThat(t.rowsRead()).isEqualTo(10));
    assertThat(end("job").reasons()).isEmpty();
    assertThat(end("again")).returns(JobOutcome.DUPLICATE, JobEnd::outcome);
    assertThat(end("again").totals())
        .hasValueSatisfying(t -> assertThat(t.rowsRead()).isEqualTo(20));
    assertThat(end("broken")).returns(JobOutcome.FAILED, JobEnd::outcome);
    assertThat(end("broken").totals()).isEmpty();
    assertThat(end("broken").reasons().get(0)).contains("in/broken.parquet");
    assertThat(world.ends)
        .filteredOn(end -> end.outcome() == JobOutcome.REJECTED)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.delivery().table()).isEmpty();
              assertThat(end.reasons()).isNotEmpty();
            });
  }

  @Test
  void shouldHearWhichDeliveryItWas() {
    world.objects.failCommits(key -> key.startsWith(TaskWorld.TABLE.id()));
    world.send("job", "in/1.parquet");

    world.runTask();

    assertThat(world.ends).allMatch(end -> end.outcome() == JobOutcome.RETRIED);
    assertThat(world.ends).extracting(end -> end.delivery().count()).containsExactly(1, 2, 3);
    assertThat(world.ends.get(2).reasons().get(0)).contains("The disk is full");
  }

  private JobEnd end(String jobId) {
    return world.ends.stream()
        .filter(end -> end.delivery().jobId().equals(jobId))
        .findFirst()
        .orElseThrow();
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
          public void jobEnded(JobEnd end) {
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
