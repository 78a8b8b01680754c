package sleeper.aws.setup;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import sleeper.core.json.Json;

/**
 * What was made or deleted, in the order in which it was.
 *
 * @param instanceId the instance
 * @param resources buckets, tables, queues and documents
 * @param notices what could not be set, and what follows from it
 */
public record SetupReport(String instanceId, List<Resource> resources, List<String> notices) {

  /** What kinds of things there are. */
  public enum Kind {
    /** An S3 bucket. */
    BUCKET,
    /** A DynamoDB table. */
    TABLE,
    /** An SQS queue. */
    QUEUE,
    /** An object of the config bucket. */
    DOCUMENT;

    /** How people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What became of one of them. */
  public enum State {
    /** It is there now. */
    MADE,
    /** It was there, and is as it should be. */
    WAS_THERE,
    /** It is gone. */
    DELETED;

    /** How people write it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** One thing and what became of it. */
  public record Resource(Kind kind, String name, State state) {

    @Override
    public String toString() {
      return "%s %s: %s".formatted(kind.text(), name, state.text());
    }
  }

  public SetupReport {
    resources = List.copyOf(resources);
    notices = List.copyOf(notices);
  }

  /** The same as JSON. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object().put("instanceId", instanceId);
    ArrayNode list = json.putArray("resources");
    for (Resource resource : resources) {
      list.addObject()
          .put("kind", resource.kind().text())
          .put("name", resource.name())
          .put("state", resource.state().name().toLowerCase(Locale.ROOT));
    }
    ArrayNode texts = json.putArray("notices");
    notices.forEach(texts::add);
    return json;
  }
}
