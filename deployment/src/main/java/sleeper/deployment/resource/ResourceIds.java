package sleeper.deployment.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Which resource a request is about. Whatever is missing in the request is empty here, so that it
 * can be answered nevertheless.
 *
 * @param stackId the stack, which no other stack ever has
 * @param requestId the request; a repeated one has it too
 * @param logicalResourceId the resource in the template of the stack
 * @param physicalResourceId what we have called it when it was made; none before
 */
public record ResourceIds(
    String stackId,
    String requestId,
    String logicalResourceId,
    Optional<String> physicalResourceId) {

  static ResourceIds of(JsonNode event) {
    return new ResourceIds(
        event.path("StackId").asText(""),
        event.path("RequestId").asText(""),
        event.path("LogicalResourceId").asText(""),
        Optional.of(event.path("PhysicalResourceId").asText("")).filter(id -> !id.isBlank()));
  }
}
