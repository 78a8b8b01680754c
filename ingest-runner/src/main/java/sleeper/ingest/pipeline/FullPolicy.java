package sleeper.ingest.pipeline;

/** What to do when rows fit neither the memory budget nor the disk budget. */
public enum FullPolicy {

  /** Refuse the job, naming what to raise. */
  REFUSE,

  /**
   * Write all leaves to files with the rows so far and go on: a leaf then gets several files, which
   * is legal but makes queries read more of them.
   */
  FLUSH
}
