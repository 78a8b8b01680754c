package sleeper.storage.s3;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/** The paths of input files in buckets, as people and messages write them. */
final class SourcePaths {

  private static final Pattern PATH =
      Pattern.compile("(?:s3a?://)?([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?", Pattern.DOTALL);
  private static final List<String> STEPS = List.of(".", "..");
  private static final int MOST_KEY_CHARACTERS = 1024;
  private static final int MOST_SHOWN_CHARACTERS = 200;

  private SourcePaths() {}

  /** Whether a path says that it is in a bucket. */
  static boolean hasScheme(String text) {
    return text.startsWith("s3://") || text.startsWith("s3a://");
  }

  /**
   * Takes a path apart; without a key it means all of its bucket.
   *
   * @throws InvalidInput if it is none
   */
  static S3Path parse(String text) {
    Matcher path = PATH.matcher(text);
    if (!path.matches()) {
      throw refused(text, "it begins with no name of a bucket");
    }
    String key = path.group(2) == null ? "" : path.group(2);
    if (key.length() > MOST_KEY_CHARACTERS) {
      throw refused(text, "no key has more than %d characters".formatted(MOST_KEY_CHARACTERS));
    }
    if (Arrays.stream(key.split("/", -1)).anyMatch(STEPS::contains)) {
      throw refused(text, "it has a step that is . or .., which no key should have");
    }
    return new S3Path(path.group(1), key);
  }

  /** Whether a key below a directory is an input file. */
  static boolean isInput(String key, String directory, String suffix) {
    return key.endsWith(suffix)
        && !key.endsWith("/")
        && !key.endsWith(".crc")
        && Arrays.stream(key.substring(directory.length()).split("/", -1))
            .noneMatch(step -> step.startsWith(".") || step.startsWith("_"));
  }

  private static InvalidInput refused(String text, String reason) {
    String shown =
        text.length() <= MOST_SHOWN_CHARACTERS
            ? text
            : text.substring(0, MOST_SHOWN_CHARACTERS) + "...";
    return new InvalidInput(
        "Input %s is not a path in S3: %s; write s3://bucket/key".formatted(shown, reason));
  }
}
