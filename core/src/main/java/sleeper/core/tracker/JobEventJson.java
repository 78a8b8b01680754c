package sleeper.core.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sleeper.core.json.Json;
import sleeper.core.tracker.JobUpdate.CommitPoint;

/**
 * Events as JSON objects whose members have the names and kinds of the attributes of Sleeper's
 * table of job updates. What is null is left out; times are milliseconds since 1970.
 */
public final class JobEventJson {

  private static final String NO_TABLE = "-";

  private JobEventJson() {}

  /** Writes an event. */
  public static ObjectNode write(JobEvent event) {
    JobRunIds run = event.run();
    ObjectNode json = Json.object();
    json.put("TableId", run.tableId() == null ? NO_TABLE : run.tableId());
    json.put("JobId", run.jobId());
    putIfNotNull(json, "JobRunId", run.runId());
    putIfNotNull(json, "TaskId", run.taskId());
    json.put("UpdateTime", event.updateTime().toEpochMilli());
    json.put("UpdateType", event.update().type());
    writeUpdate(json, event.update());
    return json;
  }

  /** Reads an event; empty if it is of a kind that is not known. */
  public static Optional<JobEvent> read(JsonNode json) {
    String tableId = json.path("TableId").asText(NO_TABLE);
    JobRunIds run =
        new JobRunIds(
            tableId.equals(NO_TABLE) ? null : tableId,
            json.path("JobId").asText(),
            textOrNull(json, "JobRunId"),
            textOrNull(json, "TaskId"));
    return Optional.ofNullable(readUpdate(json))
        .map(update -> new JobEvent(run, time(json, "UpdateTime"), update));
  }

  private static void writeUpdate(ObjectNode json, JobUpdate update) {
    long time = update.time().toEpochMilli();
    if (update instanceof JobUpdate.Accepted accepted) {
      json.put("ValidationTime", time).put("ValidationResult", "ACCEPTED");
      json.put("InputFilesCount", accepted.inputFiles());
    } else if (update instanceof JobUpdate.Rejected rejected) {
      json.put("ValidationTime", time).put("ValidationResult", "REJECTED");
      json.put("InputFilesCount", rejected.inputFiles());
      putTexts(json, "ValidationReasons", rejected.reasons());
      putIfNotNull(json, "JsonMessage", rejected.message());
    } else if (update instanceof JobUpdate.Started started) {
      json.put("StartTime", time).put("InputFilesCount", started.inputFiles());
    } else if (update instanceof JobUpdate.AddedFiles added) {
      json.put("FilesWrittenTime", time).put("FilesWrittenCount", added.files());
    } else if (update instanceof JobUpdate.Finished finished) {
      json.put("FinishTime", time).put("FilesWrittenCount", finished.files());
      json.put("RowsRead", finished.rows().read()).put("RowsWritten", finished.rows().written());
      json.put("JobCommittedWhenFilesAdded", finished.commit() == CommitPoint.WHEN_FILES_ADDED);
    } else if (update instanceof JobUpdate.Failed failed) {
      putTexts(json.put("FinishTime", time), "FailureReasons", failed.reasons());
    }
  }

  private static @Nullable JobUpdate readUpdate(JsonNode json) {
    return switch (json.path("UpdateType").asText()) {
      case UpdateTypes.VALIDATED -> readValidated(json);
      case UpdateTypes.STARTED ->
          new JobUpdate.Started(time(json, "StartTime"), json.path("InputFilesCount").asInt());
      case UpdateTypes.ADDED_FILES ->
          new JobUpdate.AddedFiles(
              time(json, "FilesWrittenTime"), json.path("FilesWrittenCount").asLong());
      case UpdateTypes.FINISHED -> readFinished(json);
      case UpdateTypes.FAILED ->
          new JobUpdate.Failed(time(json, "FinishTime"), texts(json, "FailureReasons"));
      default -> null;
    };
  }

  private static JobUpdate readValidated(JsonNode json) {
    Instant time = time(json, "ValidationTime");
    int files = json.path("InputFilesCount").asInt();
    if (json.path("ValidationResult").asText().equals("REJECTED")) {
      return new JobUpdate.Rejected(
          time, files, texts(json, "ValidationReasons"), textOrNull(json, "JsonMessage"));
    }
    return new JobUpdate.Accepted(time, files);
  }

  private static JobUpdate readFinished(JsonNode json) {
    return new JobUpdate.Finished(
        time(json, "FinishTime"),
        new RowCounts(json.path("RowsRead").asLong(), json.path("RowsWritten").asLong()),
        json.path("FilesWrittenCount").asLong(),
        json.path("JobCommittedWhenFilesAdded").asBoolean()
            ? CommitPoint.WHEN_FILES_ADDED
            : CommitPoint.BEFORE_FINISHED);
  }

  private static void putIfNotNull(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static void putTexts(ObjectNode json, String name, List<String> texts) {
    ArrayNode array = json.putArray(name);
    texts.forEach(array::add);
  }

  private static Instant time(JsonNode json, String name) {
    return Instant.ofEpochMilli(json.path(name).asLong());
  }

  private static @Nullable String textOrNull(JsonNode json, String name) {
    return json.path(name).asText(null);
  }

  private static List<String> texts(JsonNode json, String name) {
    List<String> texts = new ArrayList<>();
    json.path(name).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
