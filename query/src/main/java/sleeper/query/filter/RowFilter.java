package sleeper.query.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;

/**
 * Which rows to keep: those that match all of some conditions, and at least one of some
 * alternatives. Immutable.
 *
 * @param all conditions that a row has to match, every one
 * @param alternatives where there are any, a row has to match every condition of one of them
 */
public record RowFilter(List<Comparison> all, List<List<Comparison>> alternatives) {

  /** Keeps every row. */
  public static final RowFilter EVERY_ROW = new RowFilter(List.of(), List.of());

  public RowFilter {
    all = List.copyOf(all);
    alternatives = alternatives.stream().map(List::copyOf).toList();
  }

  /** Whether every row is kept, whatever is in it. */
  public boolean keepsEveryRow() {
    return all.isEmpty() && alternatives.isEmpty();
  }

  /** The names of the fields that decide. */
  public Set<String> fieldNames() {
    Set<String> names = new HashSet<>();
    Stream.concat(all.stream(), alternatives.stream().flatMap(Collection::stream))
        .forEach(comparison -> names.add(comparison.field().name()));
    return names;
  }

  /** The fields of a table that decide, in its order. */
  public List<Field> fieldsOf(Schema table) {
    Set<String> names = fieldNames();
    return table.fields().stream().filter(field -> names.contains(field.name())).toList();
  }

  /** This filter, and besides only rows of a region. */
  public RowFilter within(Region region) {
    List<Comparison> both = new ArrayList<>(all);
    both.addAll(Comparison.of(region));
    return new RowFilter(both, alternatives);
  }

  /** Whether some key of a region can match. */
  public boolean canMatch(Region region) {
    return all.stream().allMatch(comparison -> canMatch(comparison, region))
        && (alternatives.isEmpty()
            || alternatives.stream()
                .anyMatch(each -> each.stream().allMatch(one -> canMatch(one, region))));
  }

  /** The same filter for rows of a region, without the conditions that all of them match. */
  public RowFilter simplifiedFor(Region region) {
    List<List<Comparison>> open = new ArrayList<>();
    for (List<Comparison> alternative : alternatives) {
      List<Comparison> rest = notCertain(alternative, region);
      if (rest.isEmpty()) {
        return new RowFilter(notCertain(all, region), List.of());
      }
      if (rest.stream().allMatch(comparison -> canMatch(comparison, region))) {
        open.add(rest);
      }
    }
    if (open.isEmpty() && !alternatives.isEmpty()) {
      return this;
    }
    return new RowFilter(notCertain(all, region), open);
  }

  private static List<Comparison> notCertain(List<Comparison> comparisons, Region region) {
    return comparisons.stream().filter(comparison -> !isCertain(comparison, region)).toList();
  }

  private static boolean canMatch(Comparison comparison, Region region) {
    return rangesOf(comparison.field(), region)
        .allMatch(range -> range.overlaps(comparison.asRange()));
  }

  private static boolean isCertain(Comparison comparison, Region region) {
    return rangesOf(comparison.field(), region)
        .anyMatch(range -> Ranges.isMatchedByAll(comparison, range));
  }

  private static Stream<Range> rangesOf(Field field, Region region) {
    return region.ranges().stream().filter(range -> range.field().equals(field));
  }
}
