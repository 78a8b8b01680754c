package sleeper.core.properties;

/** How the pages of a Parquet file are compressed. */
public enum ParquetCodec {
  UNCOMPRESSED,
  SNAPPY,
  GZIP,
  LZ4_RAW,
  ZSTD
}
