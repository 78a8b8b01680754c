package sleeper.core.partition;

import org.jspecify.annotations.Nullable;
import sleeper.core.range.Range;
import sleeper.core.schema.PrimitiveType;

/**
 * Where Sleeper's own code orders keys otherwise than its files are filtered, and so loses rows.
 *
 * <p>Its Java code compares byte arrays as signed bytes and strings as UTF-16, Parquet and its
 * other engine as unsigned bytes and UTF-8. A row whose key is on different sides of a boundary in
 * the two orders is put into one leaf partition and looked for in another.
 */
public final class SleeperOrder {

  /** The first UTF-16 unit from which the orders of UTF-16 and UTF-8 can differ. */
  private static final char FIRST_SURROGATE = '\ud800';

  private SleeperOrder() {}

  /** Whether some key is on another side of a boundary between leaf partitions for Sleeper. */
  public static boolean differsIn(PartitionTree tree) {
    return tree.leaves().stream()
        .map(Partition::region)
        .flatMap(region -> region.ranges().stream())
        .anyMatch(SleeperOrder::differsAtBound);
  }

  private static boolean differsAtBound(Range range) {
    PrimitiveType type = range.field().primitiveType();
    if (type.equals(PrimitiveType.BYTE_ARRAY)) {
      return isInside(range.min()) || isInside(range.max());
    }
    return type.equals(PrimitiveType.STRING) && (isHigh(range.min()) || isHigh(range.max()));
  }

  /** The empty array is the least in both orders. */
  private static boolean isInside(@Nullable Object bound) {
    return bound != null && ((byte[]) bound).length > 0;
  }

  private static boolean isHigh(@Nullable Object bound) {
    return bound != null && ((String) bound).chars().anyMatch(unit -> unit >= FIRST_SURROGATE);
  }
}
