package sleeper.query.filter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import sleeper.core.schema.PrimitiveType;

/**
 * Turns a filter into a predicate with which a reader of Parquet can skip row groups and pages.
 *
 * <p>The predicate keeps at least the rows of the filter. What Parquet's metadata cannot decide in
 * our order is left out: comparisons of floating point that NaN matches (writers may leave NaN out
 * of statistics), lists and maps, and names with a dot (Parquet takes them for paths).
 */
public final class ParquetPredicates {

  private ParquetPredicates() {}

  /** The predicate; empty if nothing can be skipped. */
  public static Optional<FilterPredicate> of(RowFilter filter) {
    return and(Stream.concat(conjunction(filter.all()), alternatives(filter).stream()));
  }

  private static Optional<FilterPredicate> alternatives(RowFilter filter) {
    FilterPredicate any = null;
    for (List<Comparison> alternative : filter.alternatives()) {
      Optional<FilterPredicate> one = and(conjunction(alternative));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      any = any == null ? one.get() : FilterApi.or(any, one.get());
    }
    return Optional.ofNullable(any);
  }

  private static Stream<FilterPredicate> conjunction(List<Comparison> comparisons) {
    return comparisons.stream()
        .filter(ParquetPredicates::canBePushed)
        .map(ParquetComparisons::predicate);
  }

  private static Optional<FilterPredicate> and(Stream<FilterPredicate> predicates) {
    return predicates.reduce(FilterApi::and);
  }

  private static boolean canBePushed(Comparison comparison) {
    if (comparison.field().name().contains(".")
        || !(comparison.field().type() instanceof PrimitiveType type)) {
      return false;
    }
    boolean floating =
        type.kind() == PrimitiveType.Kind.FLOAT || type.kind() == PrimitiveType.Kind.DOUBLE;
    return !floating
        || !comparison.operator().takesValue()
        || !comparison
            .operator()
            .accepts(Double.compare(Double.NaN, ((Number) comparison.value()).doubleValue()));
  }
}
