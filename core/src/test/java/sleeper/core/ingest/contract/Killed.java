package sleeper.core.ingest.contract;

/** Stands for the end of a process: nothing that runs in it catches this. */
public final class Killed extends Error {

  private static final long serialVersionUID = 1L;

  public Killed(String where) {
    super(where);
  }
}
