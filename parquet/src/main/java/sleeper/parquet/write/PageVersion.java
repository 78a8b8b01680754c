package sleeper.parquet.write;

/** How data pages are laid out. */
public enum PageVersion {
  /** Levels and values are compressed together. */
  V1,
  /** Levels lie uncompressed before the values, and values that do not shrink stay as they are. */
  V2
}
