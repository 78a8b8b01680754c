package sleeper.query.arrow;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Copies columns to Arrow vectors of the types that {@link ArrowSchemas} gives them. */
final class VectorFiller {

  private VectorFiller() {}

  /** Replaces the values of a vector by those of a column. */
  static void fill(FieldVector vector, Column column) {
    fillRange(vector, column, 0, column.size());
  }

  private static void fillRange(FieldVector vector, Column column, int from, int to) {
    vector.reset();
    if (column instanceof ListColumn lists) {
      fillLists((ListVector) vector, lists, from, to);
    } else if (column instanceof MapColumn maps) {
      fillMaps((ListVector) vector, maps, from, to);
    } else if (vector instanceof DecimalVector decimals) {
      fillDecimals(decimals, column, from, to);
    } else if (vector instanceof BaseVariableWidthVector bytes) {
      fillBytes(bytes, column, from, to);
    } else {
      fillFixed((BaseFixedWidthVector) vector, column, from, to);
    }
    markNulls(vector, column, from, to);
    vector.setValueCount(to - from);
  }

  private static void fillFixed(BaseFixedWidthVector vector, Column column, int from, int to) {
    int rows = to - from;
    vector.allocateNew(rows);
    if (vector instanceof BitVector bits) {
      fillBits(bits, ((ByteColumn) column).values(), from, to);
    } else if (column instanceof IntColumn ints) {
      int[] values = ints.values();
      for (int i = 0; i < rows; i++) {
        vector.getDataBuffer().setInt((long) i * Integer.BYTES, values[from + i]);
      }
    } else {
      long[] values = ((LongColumn) column).values();
      for (int i = 0; i < rows; i++) {
        vector.getDataBuffer().setLong((long) i * Long.BYTES, values[from + i]);
      }
    }
  }

  private static void fillBits(BitVector vector, byte[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      vector.set(i - from, values[i]);
    }
  }

  private static void fillDecimals(DecimalVector vector, Column column, int from, int to) {
    vector.allocateNew(to - from);
    byte[] bytes = new byte[Columns.LONG_DECIMAL_BYTES];
    for (int i = from; i < to; i++) {
      if (column.isNull(i)) {
        continue;
      }
      if (column instanceof LongColumn longs) {
        vector.setBigEndian(i - from, BigInteger.valueOf(longs.values()[i]).toByteArray());
      } else {
        BytesColumn stored = (BytesColumn) column;
        System.arraycopy(stored.data(), stored.offsets()[i], bytes, 0, bytes.length);
        vector.setBigEndian(i - from, bytes);
      }
    }
  }

  private static void fillBytes(BaseVariableWidthVector vector, Column column, int from, int to) {
    if (column instanceof DictionaryColumn ids) {
      fillIds(vector, ids, from, to);
      return;
    }
    BytesColumn bytes = (BytesColumn) column;
    int start = bytes.offsets()[from];
    int length = bytes.offsets()[to] - start;
    vector.allocateNew(length, to - from);
    vector.getDataBuffer().setBytes(0, bytes.data(), start, length);
    for (int i = from; i <= to; i++) {
      setOffset(vector, i - from, bytes.offsets()[i] - start);
    }
    vector.setLastSet(to - from - 1);
  }

  private static void fillIds(
      BaseVariableWidthVector vector, DictionaryColumn column, int from, int to) {
    Dictionary dictionary = column.dictionary();
    int[] starts = dictionary.offsets();
    long bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += length(column, starts, i);
    }
    vector.allocateNew(bytes, to - from);
    int end = 0;
    for (int i = from; i < to; i++) {
      setOffset(vector, i - from, end);
      int length = length(column, starts, i);
      if (length > 0) {
        vector.getDataBuffer().setBytes(end, dictionary.data(), starts[column.ids()[i]], length);
        end += length;
      }
    }
    setOffset(vector, to - from, end);
    vector.setLastSet(to - from - 1);
  }

  private static int length(DictionaryColumn column, int[] starts, int index) {
    int id = column.ids()[index];
    return column.isNull(index) ? 0 : starts[id + 1] - starts[id];
  }

  private static void setOffset(BaseVariableWidthVector vector, int index, int offset) {
    vector.getOffsetBuffer().setInt((long) index * Integer.BYTES, offset);
  }

  private static void fillLists(ListVector vector, ListColumn column, int from, int to) {
    int[] offsets = column.offsets();
    allocateOffsets(vector, offsets, from, to);
    fillRange(vector.getDataVector(), column.elements(), offsets[from], offsets[to]);
  }

  private static void fillMaps(ListVector vector, MapColumn column, int from, int to) {
    int[] offsets = column.offsets();
    allocateOffsets(vector, offsets, from, to);
    StructVector entries = (StructVector) vector.getDataVector();
    int count = offsets[to] - offsets[from];
    entries.reset();
    entries.setInitialCapacity(count);
    entries.allocateNew();
    fillRange(
        (FieldVector) entries.getChildByOrdinal(0), column.keys(), offsets[from], offsets[to]);
    fillRange(
        (FieldVector) entries.getChildByOrdinal(1), column.values(), offsets[from], offsets[to]);
    setValid(entries, count);
    entries.setValueCount(count);
  }

  private static void allocateOffsets(ListVector vector, int[] offsets, int from, int to) {
    vector.setInitialCapacity(to - from);
    vector.allocateNew();
    for (int i = from; i <= to; i++) {
      vector
          .getOffsetBuffer()
          .setInt((long) (i - from) * Integer.BYTES, offsets[i] - offsets[from]);
    }
    vector.setLastSet(to - from - 1);
  }

  private static void markNulls(FieldVector vector, Column column, int from, int to) {
    setValid(vector, to - from);
    if (column.nulls() == null) {
      return;
    }
    for (int i = from; i < to; i++) {
      if (column.isNull(i)) {
        BitVectorHelper.unsetBit(vector.getValidityBuffer(), i - from);
      }
    }
  }

  private static void setValid(FieldVector vector, int count) {
    int whole = count / Byte.SIZE;
    byte[] ones = new byte[whole];
    Arrays.fill(ones, (byte) -1);
    vector.getValidityBuffer().setBytes(0, ones);
    for (int i = whole * Byte.SIZE; i < count; i++) {
      BitVectorHelper.setBit(vector.getValidityBuffer(), i);
    }
  }
}
