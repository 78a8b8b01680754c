package sleeper.parquet.read;

import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;

/** The elements of lists as they are decoded, and as the table has them. */
final class ElementColumn {

  private static final int FIRST_CAPACITY = 1024;

  private final Column physical;
  private final @Nullable Column converted;
  private final Conversion conversion;
  private int size;

  ElementColumn(
      org.apache.parquet.schema.PrimitiveType file, PrimitiveType table, Conversion conversion) {
    this.conversion = conversion;
    if (conversion.isInPlace()) {
      physical = PhysicalTypes.column(file, table, FIRST_CAPACITY, 0);
      converted = null;
    } else {
      physical = PhysicalTypes.column(file, FIRST_CAPACITY, 0);
      converted = Columns.create(table, FIRST_CAPACITY);
    }
  }

  /** Where elements are decoded to. */
  Column physical() {
    return physical;
  }

  /** The elements as the table has them. */
  Column elements() {
    return converted == null ? physical : converted;
  }

  int size() {
    return size;
  }

  /** Converts what was decoded since. */
  void convert() {
    int start = size;
    physical.setNulls(null);
    conversion.apply(physical, start, physical.size() - start, elements());
    size = physical.size();
  }

  /** Forgets the first elements. */
  void drop(int count) {
    Surplus.moveToFront(physical, count, size);
    if (converted != null) {
      Surplus.moveToFront(converted, count, size);
    }
    size -= count;
  }
}
