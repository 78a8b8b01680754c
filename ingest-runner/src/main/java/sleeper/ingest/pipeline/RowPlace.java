package sleeper.ingest.pipeline;

/** Says where a row of a block came from, for error messages. */
@FunctionalInterface
public interface RowPlace {

  /** The place of a row in words, such as {@code file=in.parquet, row=17}. */
  String of(int rowInBlock);
}
