package sleeper.parquet.write;

import java.util.Arrays;
import java.util.List;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Columns from arrays, for tests. */
public final class ColumnsOf {

  private ColumnsOf() {}

  public static LongColumn longs(long[] values) {
    LongColumn column = new LongColumn(PrimitiveType.LONG, values.length);
    System.arraycopy(values, 0, column.values(), 0, values.length);
    column.setSize(values.length);
    return column;
  }

  public static IntColumn ints(int[] values) {
    IntColumn column = new IntColumn(PrimitiveType.INT, values.length);
    System.arraycopy(values, 0, column.values(), 0, values.length);
    column.setSize(values.length);
    return column;
  }

  public static Column strings(String... values) {
    return SampleColumns.of(PrimitiveType.STRING, Arrays.asList(values));
  }

  public static Column bytes(byte[]... values) {
    return SampleColumns.of(PrimitiveType.BYTE_ARRAY, Arrays.asList(values));
  }

  public static DictionaryColumn dictionary(String... values) {
    return SampleColumns.dictionaryOf(PrimitiveType.STRING, Arrays.asList(values));
  }

  public static Column of(Type type, Object... values) {
    return SampleColumns.of(type, List.of(values));
  }
}
