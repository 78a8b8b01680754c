package sleeper.statestore.dynamo.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.ingest.contract.ManualClock;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobDetails.InputRows;
import sleeper.core.tracker.JobPhase;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobProgressStore;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.contract.JobProgressContract;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoJobProgressTest extends JobProgressContract {

  private static final JobRunIds RUN = new JobRunIds("0a1b2c3d", "job", "run", null);

  private final TrackerInstance instance = new TrackerInstance();
  private final ManualClock clock = new ManualClock();

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected JobProgressStore store() {
    return instance.progress(clock);
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Test
  void shouldNotGoBackToWhatWasSaidEarlier() {
    JobProgress later = progress(JobPhase.DONE, 1, 9.5);
    store().publish(later);
    store().publish(progress(JobPhase.WRITING, 0, 9.5));

    assertThat(store().ofTable("0a1b2c3d")).containsExactly(later);
  }

  @Test
  void shouldKeepRatesThatDynamoDbHasNoNumberFor() {
    for (double rate : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE}) {
      store().publish(progress(JobPhase.READING, 0, rate));

      assertThat(store().ofJob("0a1b2c3d", "job"))
          .containsExactly(progress(JobPhase.READING, 0, rate));
    }
  }

  @Test
  void shouldKeepWhatARunOfManyFilesReadInSeveralItems() {
    JobDetails details = detailsOf(60_000);
    store().keep(details);

    assertThat(parts()).hasSizeGreaterThan(1);
    assertThat(store().details("0a1b2c3d", "job", "run")).contains(details);
    assertThat(store().ofTable("0a1b2c3d")).isEmpty();
  }

  @Test
  void shouldTakeDetailsOfWhichAPartIsMissingForNone() {
    store().keep(detailsOf(60_000));
    Map<String, AttributeValue> first = parts().get(0);
    TestClients.dynamoDb()
        .deleteItem(
            delete ->
                delete
                    .tableName(instance.names().jobProgress())
                    .key(Map.of("TableId", first.get("TableId"), "Entry", first.get("Entry"))));

    assertThat(store().details("0a1b2c3d", "job", "run")).isEmpty();
  }

  @Test
  void shouldSayThatProgressCouldNotBeWritten() {
    TrackerInstance gone = new TrackerInstance();
    gone.close();

    assertThatThrownBy(() -> gone.progress(clock).publish(progress(JobPhase.DONE, 0, 1)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(gone.names().jobProgress());
  }

  private List<Map<String, AttributeValue>> parts() {
    return List.copyOf(instance.items(instance.names().jobProgress()));
  }

  private static JobDetails detailsOf(int files) {
    return new JobDetails(
        RUN,
        IntStream.range(0, files)
            .mapToObj(i -> new InputRows("s3a://bucket/%08x.parquet".formatted(i * 0x9E3779B9), i))
            .toList(),
        List.of("notice"));
  }

  private JobProgress progress(JobPhase phase, int second, double rate) {
    JobCounts counts = new JobCounts(5, OptionalLong.empty(), 40, 0, rate);
    return new JobProgress(
        RUN, phase, counts, Instant.ofEpochMilli(now().toEpochMilli()).plusSeconds(second));
  }
}
