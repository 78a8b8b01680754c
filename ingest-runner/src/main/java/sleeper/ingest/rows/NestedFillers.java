package sleeper.ingest.rows;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.MapColumn;

/** Fillers of columns of lists and maps. */
final class NestedFillers {

  private NestedFillers() {}

  static final class ListFiller extends ColumnFiller {

    private final ListColumn column;
    private final ColumnFiller elements;

    ListFiller(ListColumn column, ColumnFiller elements) {
      super(column);
      this.column = column;
      this.elements = elements;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      if (!(value instanceof List<?> list)) {
        throw ValueMismatch.wrongClass(value, "a List");
      }
      for (Object element : list) {
        appendNonNull(elements, element, "an element");
      }
      column.offsets()[row + 1] = elements.column().size();
    }

    @Override
    void putNull(int row) {
      column.offsets()[row + 1] = elements.column().size();
    }

    @Override
    void clearNested() {
      elements.clear();
    }
  }

  static final class MapFiller extends ColumnFiller {

    private final MapColumn column;
    private final ColumnFiller keys;
    private final ColumnFiller values;

    MapFiller(MapColumn column, ColumnFiller keys, ColumnFiller values) {
      super(column);
      this.column = column;
      this.keys = keys;
      this.values = values;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      if (!(value instanceof Map<?, ?> map)) {
        throw ValueMismatch.wrongClass(value, "a Map");
      }
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        appendNonNull(keys, entry.getKey(), "a key");
        appendNonNull(values, entry.getValue(), "a value");
      }
      column.offsets()[row + 1] = keys.column().size();
    }

    @Override
    void putNull(int row) {
      column.offsets()[row + 1] = keys.column().size();
    }

    @Override
    void clearNested() {
      keys.clear();
      values.clear();
    }
  }

  private static void appendNonNull(ColumnFiller filler, @Nullable Object value, String what)
      throws ValueMismatch {
    if (value == null) {
      throw new ValueMismatch(what + " of the value is null");
    }
    filler.append(value);
  }
}
