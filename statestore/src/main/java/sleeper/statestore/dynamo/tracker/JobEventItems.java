package sleeper.statestore.dynamo.tracker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import sleeper.core.json.Json;
import sleeper.core.tracker.JobEvent;
import sleeper.core.tracker.JobEventJson;
import sleeper.core.tracker.JobUpdate;
import sleeper.statestore.dynamo.Items;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events of jobs as items of Sleeper's table of job updates. */
final class JobEventItems {

  static final String TABLE_ID = "TableId";
  static final String JOB_AND_UPDATE = "JobIdAndUpdate";
  static final String JOB_ID = "JobId";

  /** Together they stay well below the 400 kB that an item can have. */
  private static final int MAX_MESSAGE_BYTES = 200_000;

  private static final int MAX_REASON_BYTES = 4_000;
  private static final int MAX_REASONS = 40;

  private JobEventItems() {}

  /** What the keys of all updates of a job begin with. */
  static String prefix(String jobId) {
    return jobId + "|";
  }

  /**
   * The item of an event. Sleeper ends its key with a random number, since a job can have two
   * updates in a millisecond; here it follows from the event, so that writing it again is harmless.
   */
  static Map<String, AttributeValue> write(JobEvent event, Duration keep) {
    var json = JobEventJson.write(fitting(event));
    CRC32 distinction = new CRC32();
    distinction.update(Json.compact(json).getBytes(StandardCharsets.UTF_8));
    Map<String, AttributeValue> item = JsonItems.item(json);
    item.put(
        JOB_AND_UPDATE,
        Items.text(
            "%s%d|%08x"
                .formatted(
                    prefix(event.run().jobId()),
                    event.updateTime().toEpochMilli(),
                    distinction.getValue())));
    item.put(Expiry.ATTRIBUTE, Expiry.of(event.updateTime(), keep));
    return item;
  }

  /** The event of an item; empty if it is of a kind that is not known. */
  static Optional<JobEvent> read(Map<String, AttributeValue> item) {
    return JobEventJson.read(JsonItems.json(item));
  }

  private static JobEvent fitting(JobEvent event) {
    return new JobEvent(event.run(), event.updateTime(), fitting(event.update()));
  }

  private static JobUpdate fitting(JobUpdate update) {
    if (update instanceof JobUpdate.Rejected rejected) {
      return new JobUpdate.Rejected(
          rejected.time(),
          rejected.inputFiles(),
          fitting(rejected.reasons()),
          fittingMessage(rejected.message()));
    }
    return update instanceof JobUpdate.Failed failed
        ? new JobUpdate.Failed(failed.time(), fitting(failed.reasons()))
        : update;
  }

  private static List<String> fitting(List<String> reasons) {
    return reasons.stream()
        .limit(MAX_REASONS)
        .map(reason -> Texts.fitting(reason, MAX_REASON_BYTES))
        .toList();
  }

  private static @Nullable String fittingMessage(@Nullable String message) {
    return message == null ? null : Texts.fitting(message, MAX_MESSAGE_BYTES);
  }
}
