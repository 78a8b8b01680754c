package sleeper.aws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.aws.Numbers;
import sleeper.core.queue.JobQueue;
import sleeper.core.queue.QueueDepth;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.SleeperInstance;

class MeteredTasksTest {

  @TempDir private Path folder;

  @Test
  void shouldTellPrometheusWhatATaskHasDone() throws Exception {
    try (SleeperInstance instance = SleeperInstance.init(folder.resolve("instance"));
        TaskMeters meters = TaskMeters.prometheus(0)) {
      Numbers.createTables(instance);
      JobQueue queue = instance.ingestTasks().localQueue().orElseThrow();
      String file = Numbers.makeFile(instance, 0, 1000);
      queue.send(Numbers.message("job-1", file));
      queue.send(Numbers.message("job-1", file));
      queue.send(Numbers.message("job-2", Numbers.makeFile(instance, 1000, 1500)));
      queue.send("{}");

      instance
          .ingestTasks()
          .create(queue, untilEmpty(instance), new MeteredTasks(meters.registry()))
          .run();

      String text = scrape(meters);
      assertThat(text.lines())
          .contains(
              "sleeper_ingest_read_rows_total 1500.0",
              "sleeper_ingest_written_rows_total 1500.0",
              "sleeper_ingest_written_files_total 2.0",
              "sleeper_ingest_commit_conflicts_total 0.0",
              "sleeper_ingest_spills_total 0.0",
              "sleeper_ingest_spilled_bytes_total 0.0",
              "sleeper_ingest_jobs_ended_total{outcome=\"finished\"} 2.0",
              "sleeper_ingest_jobs_ended_total{outcome=\"duplicate\"} 1.0",
              "sleeper_ingest_jobs_ended_total{outcome=\"rejected\"} 1.0",
              "sleeper_ingest_jobs_ended_total{outcome=\"failed\"} 0.0",
              "sleeper_ingest_jobs_running 0.0",
              "sleeper_ingest_job_duration_seconds_count 2");
      assertThat(value(text, "sleeper_ingest_written_bytes_total")).isPositive();
      assertThat(value(text, "sleeper_ingest_job_memory_peak_bytes_max")).isPositive();
      assertThat(value(text, "sleeper_ingest_queue_dead")).isZero();
    }
  }

  private static TaskSettings untilEmpty(SleeperInstance instance) {
    return instance
        .ingestTasks()
        .settings()
        .withWaits(Duration.ofMillis(50), Duration.ofMillis(300));
  }

  @Test
  void shouldTellHowManyMessagesWait() throws Exception {
    try (TaskMeters meters = TaskMeters.prometheus(0)) {
      MeteredTasks tasks = new MeteredTasks(meters.registry());

      assertThat(value(scrape(meters), "sleeper_ingest_queue_waiting")).isNaN();
      tasks.queueSeen(new QueueDepth(3, 2, 1, Optional.of(Duration.ofMillis(1500))));

      String text = scrape(meters);
      assertThat(value(text, "sleeper_ingest_queue_waiting")).isEqualTo(3);
      assertThat(value(text, "sleeper_ingest_queue_in_flight")).isEqualTo(2);
      assertThat(value(text, "sleeper_ingest_queue_dead")).isEqualTo(1);
      assertThat(value(text, "sleeper_ingest_queue_oldest_seconds")).isEqualTo(1.5);
    }
  }

  @Test
  void shouldNotCallTheOldestMessageNewWhereTheQueueDoesNotTell() throws Exception {
    try (TaskMeters meters = TaskMeters.prometheus(0)) {
      MeteredTasks tasks = new MeteredTasks(meters.registry());

      tasks.queueSeen(new QueueDepth(3, 0, 0, Optional.empty()));
      assertThat(value(scrape(meters), "sleeper_ingest_queue_oldest_seconds")).isNaN();

      tasks.queueSeen(new QueueDepth(0, 0, 0, Optional.empty()));
      assertThat(value(scrape(meters), "sleeper_ingest_queue_oldest_seconds")).isZero();
    }
  }

  private static double value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no " + name + " in\n" + text));
  }

  private static String scrape(TaskMeters meters) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:%d/metrics".formatted(meters.port()));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }
}
