package sleeper.core.job;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Which ids jobs can have. Trackers keep a job under keys that begin with its id and a vertical
 * bar, log lines show it, and a key of DynamoDB has at most 1024 bytes.
 */
public final class JobIds {

  /** The most UTF-8 bytes of an id. */
  public static final int MAX_BYTES = 256;

  private JobIds() {}

  /** Why an id cannot be used, as the end of a sentence; empty if it can. */
  public static Optional<String> problem(String id) {
    if (id.isBlank()) {
      return Optional.of("it is blank");
    } else if (id.length() > MAX_BYTES || id.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return Optional.of("it has more than " + MAX_BYTES + " bytes");
    } else if (id.indexOf('|') >= 0) {
      return Optional.of("it has a vertical bar in it");
    } else if (!id.codePoints().allMatch(JobIds::isPrintable)) {
      return Optional.of("it has characters in it that cannot be printed");
    }
    return Optional.empty();
  }

  private static boolean isPrintable(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
