package sleeper.core.ingest;

/**
 * Tells processes apart, so that a run whose process is known to be dead can be taken over before
 * its lease is over. It can only save waiting: what keeps a run from committing is its epoch.
 */
public interface RunOwner {

  /** The name of this process: no other's ever, or one of which nobody can tell. */
  String self();

  /** Whether the process of that name is certainly dead; false where nobody can tell. */
  boolean isDead(String owner);

  /** An owner that never knows about others. */
  static RunOwner unknown() {
    return new RunOwner() {
      @Override
      public String self() {
        return "";
      }

      @Override
      public boolean isDead(String owner) {
        return false;
      }
    };
  }
}
