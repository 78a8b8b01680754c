package sleeper.query.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import sleeper.core.order.ValueOrder;
import sleeper.core.range.Range;

/**
 * Puts leaf partitions into chains, in each of which all keys of a leaf are below all keys of the
 * next.
 *
 * <p>One chain is enough where the tree was split on the first row key alone. Where it was split on
 * others too, leaves overlap in the first row key, and rows are in key order only after a merge of
 * the chains. There are as many chains as leaves overlap at one value of the first row key.
 */
final class LeafChains {

  private static final Comparator<LeafRead> BY_FIRST_KEY =
      (left, right) -> compareMinimums(firstKeys(left), firstKeys(right));

  private LeafChains() {}

  static List<List<LeafRead>> of(List<LeafRead> leaves) {
    List<List<LeafRead>> chains = new ArrayList<>();
    for (LeafRead leaf : leaves.stream().sorted(BY_FIRST_KEY).toList()) {
      chains.stream()
          .filter(chain -> isBelow(chain.get(chain.size() - 1), leaf))
          .findFirst()
          .ifPresentOrElse(
              chain -> chain.add(leaf), () -> chains.add(new ArrayList<>(List.of(leaf))));
    }
    return chains;
  }

  private static Range firstKeys(LeafRead leaf) {
    return leaf.leaf().region().range(0);
  }

  private static int compareMinimums(Range left, Range right) {
    if (left.min() == null || right.min() == null) {
      return Boolean.compare(left.min() != null, right.min() != null);
    }
    return ValueOrder.compare(left.field().primitiveType(), left.min(), right.min());
  }

  private static boolean isBelow(LeafRead lower, LeafRead upper) {
    Range range = firstKeys(lower);
    Object max = range.max();
    Object min = firstKeys(upper).min();
    return max != null
        && min != null
        && ValueOrder.compare(range.field().primitiveType(), max, min) <= 0;
  }
}
