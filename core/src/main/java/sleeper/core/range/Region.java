package sleeper.core.range;

import java.util.List;
import sleeper.core.key.Key;

/**
 * A box of row keys: one range for each row key field, in the schema's order.
 *
 * @param ranges the ranges, one for each row key
 */
public record Region(List<Range> ranges) {

  public Region {
    ranges = List.copyOf(ranges);
  }

  /** The range of the row key at a position. */
  public Range range(int dimension) {
    return ranges.get(dimension);
  }

  /** Whether all row keys lie in their ranges. */
  public boolean contains(Key rowKeys) {
    for (int i = 0; i < ranges.size(); i++) {
      if (!ranges.get(i).contains(rowKeys.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether some key can be in both regions. */
  public boolean overlaps(Region other) {
    for (int i = 0; i < ranges.size(); i++) {
      if (!ranges.get(i).overlaps(other.ranges.get(i))) {
        return false;
      }
    }
    return true;
  }
}
