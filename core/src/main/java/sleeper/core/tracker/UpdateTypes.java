package sleeper.core.tracker;

/** What Sleeper calls the kinds of updates. */
final class UpdateTypes {

  static final String VALIDATED = "validated";
  static final String STARTED = "started";
  static final String ADDED_FILES = "addedFiles";
  static final String FINISHED = "finished";
  static final String FAILED = "failed";

  private UpdateTypes() {}
}
