package sleeper.aws.notify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sleeper.core.json.Json;
import sleeper.ingest.task.JobEnd;

/**
 * What others are told of a job that has ended.
 *
 * @param instance the instance
 * @param end how its delivery ended
 * @param outcome {@code finished}, {@code duplicate}, {@code failed}, {@code rejected}, or {@code
 *     dead} if it failed so often that its message is not delivered again
 */
record JobNotification(String instance, JobEnd end, String outcome) {

  /** SNS takes 256 KiB, and people read one reason. */
  private static final int MAX_REASONS = 5;

  private static final int MAX_REASON_LENGTH = 1000;

  /**
   * What is to be told of a delivery, if the job has ended with it.
   *
   * @param maxReceives how often a message is delivered at most, if that is known
   */
  static Optional<JobNotification> of(String instance, JobEnd end, OptionalInt maxReceives) {
    return switch (end.outcome()) {
      case FINISHED, DUPLICATE, FAILED, REJECTED ->
          Optional.of(
              new JobNotification(instance, end, end.outcome().name().toLowerCase(Locale.ROOT)));
      case RETRIED ->
          end.delivery().count() >= maxReceives.orElse(Integer.MAX_VALUE)
              ? Optional.of(new JobNotification(instance, end, "dead"))
              : Optional.empty();
      case RUNNING_ELSEWHERE, STOPPED -> Optional.empty();
    };
  }

  /** What subscriptions can filter by. */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("instance", instance);
    attributes.put("outcome", outcome);
    end.delivery().table().ifPresent(table -> attributes.put("table", table.name()));
    return attributes;
  }

  /** The message. */
  String toJson() {
    ObjectNode json = Json.object().put("instance", instance);
    end.delivery()
        .table()
        .ifPresent(table -> json.put("table", table.name()).put("tableId", table.id()));
    json.put("job", end.delivery().jobId()).put("outcome", outcome);
    end.totals()
        .ifPresent(
            totals ->
                json.put("rowsRead", totals.rowsRead())
                    .put("rowsWritten", totals.rowsWritten())
                    .put("files", totals.files()));
    ArrayNode reasons = json.putArray("reasons");
    shortened(end.reasons()).forEach(reasons::add);
    return Json.compact(json);
  }

  private static List<String> shortened(List<String> reasons) {
    return reasons.stream()
        .limit(MAX_REASONS)
        .map(
            reason ->
                reason.length() <= MAX_REASON_LENGTH
                    ? reason
                    : reason.substring(0, MAX_REASON_LENGTH) + "...")
        .toList();
  }
}
