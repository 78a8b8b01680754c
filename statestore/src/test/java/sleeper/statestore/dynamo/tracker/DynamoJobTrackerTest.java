package sleeper.statestore.dynamo.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobRunIds;
import sleeper.core.tracker.JobTracker;
import sleeper.core.tracker.JobUpdate;
import sleeper.core.tracker.contract.JobTrackerContract;
import sleeper.statestore.dynamo.Items;

class DynamoJobTrackerTest extends JobTrackerContract {

  private static final Instant NOW = Instant.parse("2026-11-20T19:07:26.480Z");

  private final TrackerInstance instance = new TrackerInstance();

  @AfterEach
  void close() {
    instance.close();
  }

  @Override
  protected JobTracker tracker() {
    return instance.jobs();
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Test
  void shouldKeepAnEventOnceThoughItIsWrittenTwice() {
    JobEvent event = event("job", new JobUpdate.AddedFiles(NOW, 3));
    tracker().save(event);
    tracker().save(event);

    assertThat(tracker().ofJob("job")).containsExactly(event);
  }

  @Test
  void shouldNotTakeAJobWhoseIdGoesOnAfterABarForAnother() {
    JobEvent event = event("job", new JobUpdate.Started(NOW, 1));
    tracker().save(event);
    tracker().save(event("job|1", new JobUpdate.Started(NOW, 1)));

    assertThat(tracker().ofJob("job")).containsExactly(event);
  }

  @Test
  void shouldForgetARejectionWhenTheJobIsAccepted() {
    tracker().save(event("job", new JobUpdate.Rejected(NOW, 0, List.of("Table not found"), null)));
    tracker().save(event("job", new JobUpdate.Accepted(NOW, 1)));

    assertThat(tracker().ofRejectedJobs()).isEmpty();
    assertThat(tracker().ofJob("job")).hasSize(2);
  }

  @Test
  void shouldKeepAsMuchOfAHugeMessageAsAnItemHolds() {
    String message = "ä".repeat(1_000_000);
    String reason = "x".repeat(500_000);
    tracker()
        .save(
            event(
                "job",
                new JobUpdate.Rejected(NOW, 0, Collections.nCopies(1_000, reason), message)));

    JobUpdate.Rejected kept = (JobUpdate.Rejected) tracker().ofJob("job").get(0).update();
    assertThat(kept.message())
        .startsWith("ä".repeat(100_000))
        .endsWith("ä... (the first 200000 of 2000000 bytes)");
    assertThat(kept.reasons())
        .hasSize(40)
        .allSatisfy(text -> assertThat(text).endsWith("x... (the first 4000 of 500000 bytes)"));
  }

  @Test
  void shouldCutTextsBetweenCharacters() {
    assertThat(Texts.fitting("a😀b", 4)).isEqualTo("a... (the first 1 of 6 bytes)");
    assertThat(Texts.fitting("a😀b", 5)).isEqualTo("a😀... (the first 5 of 6 bytes)");
    assertThat(Texts.fitting("a😀b", 6)).isEqualTo("a😀b");
  }

  @Test
  void shouldKeepReasonsThatHaveNoUtf8Form() {
    tracker().save(event("job", new JobUpdate.Failed(NOW, List.of("half \ud83d of a pair", ""))));

    assertThat(tracker().ofJob("job"))
        .containsExactly(event("job", new JobUpdate.Failed(NOW, List.of("half ? of a pair", ""))));
  }

  @Test
  void shouldPassOverUpdatesOfAKindThatIsNotKnown() {
    JobEvent known = event("job", new JobUpdate.Started(NOW, 1));
    tracker().save(known);
    var item =
        JobEventItems.write(event("job", new JobUpdate.AddedFiles(NOW, 3)), TrackerInstance.KEEP);
    item.put("UpdateType", Items.text("later"));
    instance.put(instance.names().jobUpdates(), item);

    assertThat(tracker().ofTable("0a1b2c3d")).containsExactly(known);
  }

  @Test
  void shouldSayWhichTableIsNotThere() {
    TrackerInstance gone = new TrackerInstance();
    gone.close();

    assertThatThrownBy(() -> gone.jobs().ofTable("0a1b2c3d"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("DynamoDB table " + gone.names().jobUpdates() + " could not be read");
    assertThatThrownBy(() -> gone.jobs().save(event("job", new JobUpdate.Started(NOW, 1))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            "DynamoDB table " + gone.names().jobUpdates() + " could not be written to");
  }

  private static JobEvent event(String jobId, JobUpdate update) {
    return new JobEvent(new JobRunIds("0a1b2c3d", jobId, "run", "task"), NOW, update);
  }
}
