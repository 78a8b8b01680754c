package sleeper.core.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/** Writes job messages, as Sleeper's clients do. */
public final class JobMessageWriter {

  private JobMessageWriter() {}

  /**
   * A message that asks for files to be added to a table.
   *
   * @throws InvalidInput if no reader would accept it: the id cannot be used, there are no paths,
   *     or it is too long for a queue
   */
  public static String write(String jobId, String tableName, List<String> paths) {
    JobIds.problem(jobId)
        .ifPresent(
            why -> {
              throw new InvalidInput(RejectionReasons.unusableId(why));
            });
    if (paths.isEmpty() || paths.size() > JobMessageReader.MAX_FILES) {
      throw new InvalidInput(
          "A job has 1 to %d files; this one has %d"
              .formatted(JobMessageReader.MAX_FILES, paths.size()));
    }
    ObjectNode message = Json.object().put("id", jobId).put("tableName", tableName);
    ArrayNode files = message.putArray("files");
    paths.forEach(files::add);
    return checkLength(Json.compact(message));
  }

  /**
   * The same message, with this id if it asks for a job without naming it: for queues that give a
   * message another id when it is sent again. What no reader accepts stays as it is.
   */
  public static String withId(String text, String jobId) {
    try {
      String id = JobMessageParser.parse(text).id();
      if (id == null || id.isBlank()) {
        ObjectNode message = (ObjectNode) Json.parse("message", text);
        return Json.compact(message.put("id", jobId));
      }
    } catch (InvalidInput e) {
      // It will be rejected once more, for the same reason.
    }
    return text;
  }

  private static String checkLength(String text) {
    if (text.length() > JobMessageReader.MAX_LENGTH) {
      throw new InvalidInput(
          "The job's message has %d characters; at most %d are allowed: name folders, or send several jobs"
              .formatted(text.length(), JobMessageReader.MAX_LENGTH));
    }
    return text;
  }
}
