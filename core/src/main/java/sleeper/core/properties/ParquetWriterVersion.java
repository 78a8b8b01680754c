package sleeper.core.properties;

/** Which form of data pages a Parquet file has; every current reader knows both. */
public enum ParquetWriterVersion {
  V1,
  V2
}
