package sleeper.query.output;

import java.io.IOException;
import java.io.OutputStream;
import sleeper.core.schema.Schema;

/** The formats in which results can be written. */
public enum OutputFormat {
  /** An aligned table for people, with box-drawing characters, in UTF-8. */
  TABLE,
  /**
   * CSV as RFC 4180 has it, with LF at the ends of lines and a line of names. A null is nothing, an
   * empty string is {@code ""}; byte arrays are base64, times ISO-8601, lists and maps JSON.
   */
  CSV,
  /**
   * One JSON object a line. Numbers are exact; NaN and infinities are strings; byte arrays are
   * base64, times ISO-8601.
   */
  JSON,
  /** A Parquet file, compressed with zstd. */
  PARQUET,
  /** The Arrow IPC file format. */
  ARROW,
  /** The Arrow IPC streaming format. */
  ARROW_STREAM;

  /**
   * Starts to write.
   *
   * @param schema the columns
   * @param stream takes the output; stays open
   * @param pageWidth the most characters of a line of a table; other formats don't ask
   */
  public ResultWriter open(Schema schema, OutputStream stream, int pageWidth) throws IOException {
    return switch (this) {
      case TABLE -> new TextTableWriter(schema, stream, pageWidth);
      case CSV -> new CsvWriter(schema, stream);
      case JSON -> new JsonLinesWriter(schema, stream);
      case PARQUET -> new ParquetResultWriter(schema, stream);
      case ARROW -> ArrowResultWriter.file(schema, stream);
      case ARROW_STREAM -> ArrowResultWriter.stream(schema, stream);
    };
  }
}
