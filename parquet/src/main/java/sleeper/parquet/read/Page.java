package sleeper.parquet.read;

import org.apache.parquet.column.Encoding;

/**
 * A page without compression.
 *
 * @param data holds the page; reused by the next one
 * @param start where the page starts, with its levels
 * @param end where it ends
 * @param values how many values it has, nulls included
 * @param encoding how the values are written
 * @param isDictionary whether it is a dictionary page
 * @param repetition how repetition levels are written
 * @param definition how definition levels are written
 */
record Page(
    byte[] data,
    int start,
    int end,
    int values,
    Encoding encoding,
    boolean isDictionary,
    Levels repetition,
    Levels definition) {

  /**
   * How levels are written.
   *
   * @param encoding run lengths, or the old bit packing
   * @param bytes how many bytes they take, or -1 if that is written before them
   */
  record Levels(Encoding encoding, int bytes) {

    /** No levels. */
    static final Levels NONE = new Levels(Encoding.RLE, 0);
  }
}
