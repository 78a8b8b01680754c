package sleeper.deployment.instance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import sleeper.core.json.Json;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.DocumentStore.Document;
import sleeper.deployment.resource.ResourceIds;

/**
 * Says in the config bucket which resource of which stack an instance is deployed by. Where a
 * resource takes the place of another one for the same instance, the one that goes must not take
 * the instance with it.
 *
 * @param stackId the stack
 * @param logicalResourceId the resource in its template
 */
record DeploymentMark(String stackId, String logicalResourceId) {

  /** Where it is in the config bucket. */
  static final String KEY = "instance.deployment.json";

  private static final int ATTEMPTS = 100;

  static DeploymentMark of(ResourceIds ids) {
    return new DeploymentMark(ids.stackId(), ids.logicalResourceId());
  }

  static Optional<DeploymentMark> read(DocumentStore config) throws IOException {
    return config.read(KEY).map(document -> parse(document.text()));
  }

  /** Takes the place of the mark that is there. */
  void write(DocumentStore config) throws IOException {
    String text =
        Json.compact(
            Json.object().put("stackId", stackId).put("logicalResourceId", logicalResourceId));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Document> there = config.read(KEY);
      boolean isWritten =
          there.isEmpty()
              ? config.create(KEY, text)
              : there.get().text().equals(text) || config.replace(KEY, text, there.get().version());
      if (isWritten) {
        return;
      }
    }
    throw new IOException("Others keep changing %s in the config bucket".formatted(KEY));
  }

  private static DeploymentMark parse(String text) {
    JsonNode json = Json.parse(KEY, text);
    return new DeploymentMark(
        json.path("stackId").asText(""), json.path("logicalResourceId").asText(""));
  }
}
