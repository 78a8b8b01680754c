package sleeper.core.properties;

/** Whether the columns of a Parquet file have dictionaries. */
public enum DictionaryEncoding {
  /** Where the values seen repeat enough for a dictionary to pay. */
  AUTO,
  /** Always, until a dictionary grows too large for a page. */
  TRUE,
  /** Never. */
  FALSE
}
