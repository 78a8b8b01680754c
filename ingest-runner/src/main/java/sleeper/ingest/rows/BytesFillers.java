package sleeper.ingest.rows;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import sleeper.core.key.Utf8;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.LongDecimals;

/** Fillers of columns whose values have any number of bytes. */
final class BytesFillers {

  private BytesFillers() {}

  /** Appends one value after another to the bytes of a column. */
  abstract static class BytesFiller extends ColumnFiller {

    private final BytesColumn column;

    BytesFiller(BytesColumn column) {
      super(column);
      this.column = column;
    }

    @Override
    final void putNull(int row) {
      column.offsets()[row + 1] = column.offsets()[row];
    }

    /** Makes room for a value and returns the array; it starts at {@link #start}. */
    final byte[] room(int row, int bytes) {
      column.ensureDataCapacity(Math.addExact(start(row), bytes));
      return column.data();
    }

    final int start(int row) {
      return column.offsets()[row];
    }

    final void end(int row, int end) {
      column.offsets()[row + 1] = end;
    }
  }

  static final class StringFiller extends BytesFiller {

    StringFiller(BytesColumn column) {
      super(column);
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      if (!(value instanceof String text)) {
        throw ValueMismatch.wrongClass(value, "a String");
      }
      int length = text.length();
      byte[] data = room(row, length);
      int start = start(row);
      for (int i = 0; i < length; i++) {
        char unit = text.charAt(i);
        if (unit >= 0x80) {
          putEncoded(row, text);
          return;
        }
        data[start + i] = (byte) unit;
      }
      end(row, start + length);
    }

    private void putEncoded(int row, String text) throws ValueMismatch {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      if (Utf8.unpairedSurrogate(text) >= 0) {
        throw ValueMismatch.outOfBounds(text, "has half a surrogate pair, so it is not text");
      }
      int start = start(row);
      System.arraycopy(encoded, 0, room(row, encoded.length), start, encoded.length);
      end(row, start + encoded.length);
    }
  }

  static final class ByteArrayFiller extends BytesFiller {

    ByteArrayFiller(BytesColumn column) {
      super(column);
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      if (!(value instanceof byte[] bytes)) {
        throw ValueMismatch.wrongClass(value, "a byte[]");
      }
      int start = start(row);
      System.arraycopy(bytes, 0, room(row, bytes.length), start, bytes.length);
      end(row, start + bytes.length);
    }
  }

  static final class LongDecimalFiller extends BytesFiller {

    private final PrimitiveType type;

    LongDecimalFiller(BytesColumn column, PrimitiveType type) {
      super(column);
      this.type = type;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      BigInteger unscaled = Conversions.unscaledOf(type, value);
      LongDecimals.put(unscaled, room(row, Columns.LONG_DECIMAL_BYTES), start(row));
      end(row, start(row) + Columns.LONG_DECIMAL_BYTES);
    }
  }
}
