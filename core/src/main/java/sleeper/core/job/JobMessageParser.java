package sleeper.core.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;

/**
 * Reads messages that anybody may have written. Nothing is kept of members that mean nothing, and
 * nesting is limited, so that no message costs more memory than a few times its own length.
 *
 * <p>Strict JSON: no comments, nothing after the end, and no member twice, since two lists of files
 * would leave open which was meant.
 */
final class JobMessageParser {

  private static final int MAX_NESTING = 100;

  /** Names are not kept in tables that others' names could fill. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_NESTING)
                  .maxStringLength(JobMessageReader.MAX_LENGTH)
                  .build())
          .build();

  private final JsonParser json;
  private @Nullable String id;
  private @Nullable String tableName;
  private @Nullable String tableId;
  private @Nullable List<@Nullable String> files;

  private JobMessageParser(JsonParser json) {
    this.json = json;
  }

  /**
   * Reads a message.
   *
   * @throws InvalidInput if it is not a JSON object with members of the right kinds
   */
  static JobMessageMembers parse(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      return new JobMessageParser(json).readAll();
    } catch (JsonProcessingException e) {
      throw new InvalidInput(sentence(e), e);
    } catch (IOException e) {
      throw new InvalidInput(String.valueOf(e.getMessage()), e);
    }
  }

  private JobMessageMembers readAll() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw expected("a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      readMember(name);
    }
    if (json.nextToken() != null) {
      throw expected("nothing after the object");
    }
    return new JobMessageMembers(id, tableName, tableId, files);
  }

  private void readMember(String name) throws IOException {
    switch (name) {
      case "id" -> id = text(name);
      case "tableName" -> tableName = text(name);
      case "tableId" -> tableId = text(name);
      case "files" -> files = texts(name);
      default -> json.skipChildren();
    }
  }

  private @Nullable List<@Nullable String> texts(String name) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw expected("a list of texts as member \"" + name + "\"");
    }
    List<@Nullable String> texts = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      texts.add(text(name));
    }
    return texts;
  }

  /** Numbers and truth values are taken for their texts, as Sleeper does. */
  private @Nullable String text(String name) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (token == null || !token.isScalarValue()) {
      throw expected("a text in member \"" + name + "\"");
    }
    return json.getText();
  }

  private JsonParseException expected(String what) {
    JsonToken found = json.currentToken();
    return new JsonParseException(
        json, "Expected " + what + " but found " + (found == null ? "the end" : found));
  }

  private static String sentence(JsonProcessingException e) {
    return e.getLocation() == null
        ? e.getOriginalMessage()
        : "%s at line %d column %d"
            .formatted(
                e.getOriginalMessage(), e.getLocation().getLineNr(), e.getLocation().getColumnNr());
  }
}
