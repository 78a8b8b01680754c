package sleeper.ingest.task;

import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.tracker.JobProgress;

/**
 * A world for tests of tasks, of whatever it is that keeps messages, jobs and what is said of them.
 */
@Timeout(60)
abstract class IngestTaskContract {

  static final String TABLE = TaskWorld.TABLE.id();

  @TempDir private Path folder;
  TaskWorld world;

  abstract TaskAdapters newAdapters(Path empty);

  @BeforeEach
  void makeWorld() {
    world = new TaskWorld(newAdapters(folder), folder.resolve("spill"));
    world.makeFile("in/1.parquet", 0, 100);
    world.makeFile("in/2.parquet", -50, 50);
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  final Optional<JobProgress> lastProgress(String jobId) {
    return world.adapters().progress().ofJob(TABLE, jobId).stream().findFirst();
  }

  static Thread start(IngestTask task) {
    Thread thread = new Thread(task::run, "test-task");
    thread.start();
    return thread;
  }

  static void awaitAt(CountDownLatch latch) throws InterruptedIOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening");
    }
  }

  static void sleep(long millis) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while opening");
    }
  }
}
