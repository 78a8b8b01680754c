package sleeper.query.scan;

import sleeper.core.statestore.FileReference;
import sleeper.query.filter.RowFilter;

/**
 * A file to read for a leaf partition.
 *
 * @param reference why it is read
 * @param filter which of its rows are in the leaf and match; without those conditions that all of
 *     them are known to match
 */
record FileRead(FileReference reference, RowFilter filter) {

  /** Whether the reference itself says how many rows match. */
  boolean isCounted() {
    return filter.keepsEveryRow() && !reference.countApproximate();
  }
}
