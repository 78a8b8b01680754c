package sleeper.deployment.resource;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/**
 * A request of CloudFormation as it came, of which no more is known than where its answer goes.
 *
 * @param responseUrl takes the answer
 * @param ids which resource it is about
 * @param event all of it
 */
public record ResourceRequest(URI responseUrl, ResourceIds ids, JsonNode event) {

  /**
   * Reads a request.
   *
   * @throws InvalidInput if it cannot be answered: it is no JSON object, or has no address
   */
  public static ResourceRequest read(InputStream input) throws IOException {
    JsonNode event = Json.parse("event", new String(input.readAllBytes(), StandardCharsets.UTF_8));
    String address = event.path("ResponseURL").asText("");
    try {
      URI url = new URI(address);
      if (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http")) {
        throw new InvalidInput(
            "The event has no ResponseURL that could be answered; only CloudFormation sends what"
                + " this function is for");
      }
      return new ResourceRequest(url, ResourceIds.of(event), event);
    } catch (URISyntaxException e) {
      throw new InvalidInput("The ResponseURL of the event is no URL: " + e.getMessage(), e);
    }
  }

  /**
   * What is to be done.
   *
   * @throws InvalidInput if it is not known
   */
  public RequestType type() {
    String text = event.path("RequestType").asText("");
    return switch (text) {
      case "Create" -> RequestType.CREATE;
      case "Update" -> RequestType.UPDATE;
      case "Delete" -> RequestType.DELETE;
      default ->
          throw new InvalidInput(
              "RequestType \"%s\" is not known; there are Create, Update and Delete"
                  .formatted(text));
    };
  }

  /** What the template says of the resource; a missing node if it says nothing. */
  public JsonNode properties() {
    return event.path("ResourceProperties");
  }

  /** What the template said before an update; a missing node else. */
  public JsonNode oldProperties() {
    return event.path("OldResourceProperties");
  }
}
