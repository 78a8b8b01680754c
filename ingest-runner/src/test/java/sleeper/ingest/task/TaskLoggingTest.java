package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import sleeper.core.job.JobLogging;

class TaskLoggingTest {

  /** Threads whose lines are about the task and not about one of its jobs. */
  private static final List<String> OTHER_THREADS = List.of("main", "ingest-progress");

  @TempDir private Path folder;

  @Test
  void shouldPutTheJobIdOnEveryLogLineOfAJob() {
    Lines lines = new Lines();
    Logger logger = (Logger) LoggerFactory.getLogger("sleeper");
    Level before = logger.getEffectiveLevel();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    try (TaskWorld world = new TaskWorld(new InMemoryAdapters(), folder)) {
      AtomicInteger failures = new AtomicInteger();
      world.makeFile("in/1.parquet", 0, 10);
      world.objects.failCommits(key -> key.endsWith(".parquet") && failures.getAndIncrement() == 0);
      world.send("job-7", "in/1.parquet");
      world.runTask();
    } finally {
      logger.setLevel(before);
      logger.detachAppender(lines);
    }

    assertThat(lines.all)
        .filteredOn(line -> !OTHER_THREADS.contains(line.getThreadName()))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            line -> assertThat(line.getMDCPropertyMap()).containsEntry(JobLogging.KEY, "job-7"));
  }

  @Test
  void shouldCarryTheJobIdToOtherThreads() throws InterruptedException {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (var job = JobLogging.job("job-8")) {
      Thread thread = new Thread(JobLogging.carry(() -> seen.add(MDC.get(JobLogging.KEY))));
      thread.start();
      thread.join();
    }

    assertThat(seen).containsExactly("job-8");
    assertThat(MDC.get(JobLogging.KEY)).isNull();
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final List<ILoggingEvent> all = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent line) {
      line.prepareForDeferredProcessing();
      all.add(line);
    }
  }
}
