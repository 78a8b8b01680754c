package sleeper.parquet.read;

import sleeper.parquet.block.Column;

/** Decodes the values of pages of one encoding, nulls not among them, into the end of a column. */
interface ValueDecoder {

  /**
   * Starts on the values of a page.
   *
   * @param data with {@link sleeper.parquet.block.BytesColumn#PADDING} bytes after the end
   * @param most the page has at most so many values
   */
  void start(byte[] data, int position, int end, int most);

  /** Appends the next values to a column that holds the file's physical type. */
  void read(Column target, int count);

  /** Passes over the next values. */
  void skip(int count);

  /**
   * How many of the next values certainly take no more than so many bytes.
   *
   * @return up to {@code count}
   */
  default int fitting(int count, long bytes) {
    return count;
  }

  /** Refuses a page that ends before its values do. */
  static void require(long bytes, int available) {
    if (bytes > available) {
      throw new BadPage("it ends before its values do");
    }
  }
}
