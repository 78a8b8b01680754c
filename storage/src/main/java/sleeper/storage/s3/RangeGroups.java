package sleeper.storage.s3;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.storage.ByteRange;

/**
 * Which ranges are worth one request together.
 *
 * <p>A request takes as long to begin as some MiB take to arrive. Neighbours are joined up to the
 * size of a request. Where many small groups are left, as when few rows are looked up, those with
 * the least between them are joined until few are left, as long as not too much is read in vain.
 */
final class RangeGroups {

  /** Larger requests gain little, and make a reader wait for bytes that it needs later. */
  static final int MOST_BYTES = 8 << 20;

  private static final int NEIGHBOUR_GAP_BYTES = 64 << 10;
  private static final int FEW_GROUPS = 4;
  private static final long FEW_BYTES = 4 << 20;
  private static final long MOST_BYTES_IN_VAIN = 16 << 20;

  private RangeGroups() {}

  /** Groups of ranges, in the order of their positions. */
  static List<List<ByteRange>> of(List<ByteRange> ranges) {
    List<List<ByteRange>> groups = neighbours(merged(ranges), MOST_BYTES);
    return bytes(ranges) <= FEW_BYTES ? few(groups) : groups;
  }

  /** Groups of neighbours, in the order of their positions, of no more bytes than that each. */
  static List<List<ByteRange>> inOrder(List<ByteRange> ranges, long mostBytes) {
    return neighbours(merged(ranges), Math.min(MOST_BYTES, mostBytes));
  }

  /** The same bytes in ranges that are in order and do not touch. */
  private static List<ByteRange> merged(List<ByteRange> ranges) {
    List<ByteRange> merged = new ArrayList<>();
    List<ByteRange> sorted =
        ranges.stream()
            .filter(range -> range.length() > 0)
            .sorted(Comparator.comparingLong(ByteRange::start))
            .toList();
    for (ByteRange range : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && range.start() <= merged.get(last).end()) {
        ByteRange before = merged.get(last);
        merged.set(last, new ByteRange(before.start(), Math.max(before.end(), range.end())));
      } else {
        merged.add(range);
      }
    }
    return merged;
  }

  /** Joins what lies close together, and cuts what is too long. */
  private static List<List<ByteRange>> neighbours(List<ByteRange> ranges, long mostBytes) {
    List<List<ByteRange>> groups = new ArrayList<>();
    for (ByteRange range : ranges) {
      for (ByteRange piece : cut(range, mostBytes)) {
        List<ByteRange> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
        if (!last.isEmpty()
            && piece.start() - end(last) <= NEIGHBOUR_GAP_BYTES
            && bytes(last) + piece.length() <= mostBytes) {
          last.add(piece);
        } else {
          groups.add(new ArrayList<>(List.of(piece)));
        }
      }
    }
    return groups;
  }

  private static List<ByteRange> cut(ByteRange range, long mostBytes) {
    List<ByteRange> pieces = new ArrayList<>();
    for (long start = range.start(); start < range.end(); start += mostBytes) {
      pieces.add(new ByteRange(start, Math.min(range.end(), start + mostBytes)));
    }
    return pieces;
  }

  private static List<List<ByteRange>> few(List<List<ByteRange>> groups) {
    long inVain = 0;
    while (groups.size() > FEW_GROUPS) {
      int nearest = nearest(groups);
      long gap = gapAfter(groups, nearest);
      inVain += gap;
      if (inVain > MOST_BYTES_IN_VAIN) {
        break;
      }
      groups.get(nearest).addAll(groups.remove(nearest + 1));
    }
    return groups;
  }

  /** The group that has the least between it and the next. */
  private static int nearest(List<List<ByteRange>> groups) {
    int nearest = 0;
    for (int i = 1; i < groups.size() - 1; i++) {
      if (gapAfter(groups, i) < gapAfter(groups, nearest)) {
        nearest = i;
      }
    }
    return nearest;
  }

  private static long gapAfter(List<List<ByteRange>> groups, int group) {
    return groups.get(group + 1).get(0).start() - end(groups.get(group));
  }

  private static long end(List<ByteRange> group) {
    return group.get(group.size() - 1).end();
  }

  private static long bytes(List<ByteRange> group) {
    return group.stream().mapToLong(ByteRange::length).sum();
  }
}
