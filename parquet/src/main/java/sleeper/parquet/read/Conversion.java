package sleeper.parquet.read;

import sleeper.parquet.block.Column;

/** Makes values of a table's type from values of a file's, and refuses those that do not fit. */
interface Conversion {

  /**
   * Converts a part of a column; nulls in it have zero values or none.
   *
   * @param from the values in the physical type
   * @param start the first of them to convert
   * @param count how many to convert
   * @param to where they go, at the same positions; the same column if {@link #isInPlace}
   * @throws BadValue with the position of the first value that does not fit
   */
  void apply(Column from, int start, int count, Column to);

  /** Whether the physical values are the table's, to be checked only. */
  default boolean isInPlace() {
    return false;
  }

  /** Whether the ids of a dictionary can stay ids. */
  default boolean keepsDictionary() {
    return false;
  }
}
