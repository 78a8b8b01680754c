package sleeper.core.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.json.Json;
import sleeper.core.tracker.JobDetails.InputRows;

/** Details of a run as JSON: {@code {"inputs":[{"name","rows"}],"notices":[...]}}. */
public final class JobDetailsJson {

  private JobDetailsJson() {}

  /** Writes details, without the run that they are of. */
  public static String write(JobDetails details) {
    ObjectNode json = Json.object();
    ArrayNode inputs = json.putArray("inputs");
    for (InputRows input : details.inputs()) {
      inputs.addObject().put("name", input.name()).put("rows", input.rows());
    }
    ArrayNode notices = json.putArray("notices");
    details.notices().forEach(notices::add);
    return Json.compact(json);
  }

  /** Reads the details of a run. */
  public static JobDetails read(JobRunIds run, String text) {
    JsonNode json = Json.parse("details of a run", text);
    List<InputRows> inputs = new ArrayList<>();
    json.path("inputs")
        .forEach(
            input ->
                inputs.add(
                    new InputRows(input.path("name").asText(), input.path("rows").asLong())));
    List<String> notices = new ArrayList<>();
    json.path("notices").forEach(notice -> notices.add(notice.asText()));
    return new JobDetails(run, inputs, notices);
  }
}
