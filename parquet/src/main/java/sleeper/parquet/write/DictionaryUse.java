package sleeper.parquet.write;

/** Whether columns may be written as ids of their distinct values. */
public enum DictionaryUse {
  /** Where the distinct values show that it makes the file smaller. */
  WHERE_SMALLER,
  /** In no column. */
  NEVER
}
