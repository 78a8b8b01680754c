package sleeper.parquet.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;

/** Turns values in columns into the Java objects of rows. */
public final class BlockRows {

  private BlockRows() {}

  /** A row of a block, with copies of its values. */
  public static Row row(RowBlock block, int index) {
    Row row = Row.of(block.schema());
    for (int field = 0; field < block.columns().size(); field++) {
      row.put(field, value(block.column(field), index));
    }
    return row;
  }

  /**
   * A value of a column, of the class that {@link sleeper.core.schema.PrimitiveType.Kind} names; a
   * {@link List}, or a {@link Map} in the order of its entries, neither of which can be changed.
   */
  public static @Nullable Object value(Column column, int index) {
    if (column.isNull(index)) {
      return null;
    }
    if (column instanceof ListColumn lists) {
      return list(lists.elements(), lists.offsets()[index], lists.offsets()[index + 1]);
    }
    if (column instanceof MapColumn maps) {
      return map(maps, maps.offsets()[index], maps.offsets()[index + 1]);
    }
    return PrimitiveValues.value(column, index);
  }

  private static List<Object> list(Column elements, int from, int to) {
    List<Object> values = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      values.add(PrimitiveValues.value(elements, i));
    }
    return Collections.unmodifiableList(values);
  }

  private static Map<Object, Object> map(MapColumn maps, int from, int to) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      entries.put(PrimitiveValues.value(maps.keys(), i), PrimitiveValues.value(maps.values(), i));
    }
    return Collections.unmodifiableMap(entries);
  }
}
