package sleeper.ingest.pipeline;

/**
 * Hears how far a job is: once for each block and each leaf, in order. Called from several threads,
 * one at a time for leaves; must return at once.
 */
public interface ProgressListener {

  /** Hears nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void rowsTaken(long rows) {}

        @Override
        public void finishing(int leaves, long rows) {}

        @Override
        public void leafFinished(int leaves, long rows) {}
      };

  /** Rows have been taken in; how many by now. */
  void rowsTaken(long rows);

  /** Leaves are being written from here on: how many leaves and rows there are to write. */
  void finishing(int leaves, long rows);

  /** A leaf has been written; how many leaves and rows by now, of this round of writing. */
  void leafFinished(int leaves, long rows);
}
