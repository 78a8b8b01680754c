package sleeper.parquet.read;

import java.io.IOException;
import sleeper.parquet.block.Column;

/**
 * Reads one field of a table from a file, some rows at a time. It may read further than a block
 * takes; the rows that it has too many of are the first of the next block.
 */
interface FieldReader {

  /** Starts on a row group, whose rows before have all been taken. */
  void open(RowGroup group, RowSelection selection) throws IOException;

  /**
   * Reads until there are so many rows, or as many as memory allows, but one at least.
   *
   * @return how many rows there are
   */
  int fill(int rows) throws IOException;

  /** The column with the first rows, as many as are there; valid until {@link #drop}. */
  Column take(int rows);

  /** Forgets the rows that were taken. */
  void drop();

  /** What is being read, for messages: the column's name in the file and the page's place. */
  String place();
}
