package sleeper.core.job;

import java.util.Locale;

/** Why messages are rejected, in Sleeper's words where it has any. */
public final class RejectionReasons {

  /** No table has the name or the id, or the message has neither. */
  public static final String TABLE_NOT_FOUND = "Table not found";

  /** There is no list of files. */
  public static final String MISSING_FILES = "Missing property \"files\"";

  /** The list of files has a null in it. */
  public static final String NULL_FILE = "One of the files was null";

  /** A path leads to no file. */
  public static final String PATHS_NOT_FOUND = "Could not find one or more paths";

  /** The list of files is empty. */
  static final String NO_FILES = "Property \"files\" has no files in it";

  private static final int MAX_TEXT_LENGTH = 300;

  private RejectionReasons() {}

  static String notJson(String why) {
    return "Error parsing JSON. Reason: " + shortened(why);
  }

  static String tooLong(int length) {
    return notJson(
        "The message has %d characters; at most %d are allowed"
            .formatted(length, JobMessageReader.MAX_LENGTH));
  }

  static String tooManyFiles(int files) {
    return String.format(
        Locale.ROOT,
        "There are %d files; at most %d are allowed in one job",
        files,
        JobMessageReader.MAX_FILES);
  }

  static String unusableId(String why) {
    return "Job id is not usable: " + why;
  }

  /** A path that a message must not name. */
  public static String pathNotAllowed(String path, String why) {
    return "Path is not allowed: \"%s\" %s".formatted(shortened(path), why);
  }

  private static String shortened(String text) {
    return JobMessageText.cut(text, MAX_TEXT_LENGTH);
  }
}
