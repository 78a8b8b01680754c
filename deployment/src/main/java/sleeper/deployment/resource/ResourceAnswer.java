package sleeper.deployment.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import sleeper.core.json.Json;

/**
 * The answer to a request.
 *
 * @param isSuccess whether all was done
 * @param reason what was done, or why not, in a sentence that the stack's events show
 * @param physicalResourceId what the resource is called from now on
 */
public record ResourceAnswer(boolean isSuccess, String reason, String physicalResourceId) {

  /** CloudFormation takes no longer answer. */
  static final int MOST_BYTES = 4096;

  private static final String CUT = " ...";

  /** All was done. */
  public static ResourceAnswer success(String reason, String physicalResourceId) {
    return new ResourceAnswer(true, reason, physicalResourceId);
  }

  /** Not all was done. */
  public static ResourceAnswer failure(String reason, String physicalResourceId) {
    return new ResourceAnswer(false, reason, physicalResourceId);
  }

  /** The answer as JSON, with as much of the reason as fits. */
  String toJson(ResourceIds ids) {
    String text = reason;
    String json = json(ids, text);
    while (json.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES && !text.isEmpty()) {
      text =
          text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2));
      json = json(ids, text + CUT);
    }
    return json;
  }

  private String json(ResourceIds ids, String text) {
    ObjectNode json = Json.object().put("Status", isSuccess ? "SUCCESS" : "FAILED");
    json.put("Reason", text);
    json.put("PhysicalResourceId", physicalResourceId);
    json.put("StackId", ids.stackId());
    json.put("RequestId", ids.requestId());
    json.put("LogicalResourceId", ids.logicalResourceId());
    return Json.compact(json);
  }
}
