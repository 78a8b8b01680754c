package sleeper.ingest.rows;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Fillers of columns whose values have a fixed number of bits. */
final class PrimitiveFillers {

  private PrimitiveFillers() {}

  /** Turns a Java value into the 32 bits that the column holds. */
  interface ToInt {
    int bitsOf(Object value) throws ValueMismatch;
  }

  /** Turns a Java value into the 64 bits that the column holds. */
  interface ToLong {
    long bitsOf(Object value) throws ValueMismatch;
  }

  static final class IntFiller extends ColumnFiller {

    private final IntColumn column;
    private final ToInt conversion;

    IntFiller(IntColumn column, ToInt conversion) {
      super(column);
      this.column = column;
      this.conversion = conversion;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      column.values()[row] = conversion.bitsOf(value);
    }

    @Override
    void putNull(int row) {
      column.values()[row] = 0;
    }
  }

  static final class LongFiller extends ColumnFiller {

    private final LongColumn column;
    private final ToLong conversion;

    LongFiller(LongColumn column, ToLong conversion) {
      super(column);
      this.column = column;
      this.conversion = conversion;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      column.values()[row] = conversion.bitsOf(value);
    }

    @Override
    void putNull(int row) {
      column.values()[row] = 0;
    }
  }

  static final class BooleanFiller extends ColumnFiller {

    private final ByteColumn column;

    BooleanFiller(ByteColumn column) {
      super(column);
      this.column = column;
    }

    @Override
    void put(int row, Object value) throws ValueMismatch {
      if (!(value instanceof Boolean bool)) {
        throw ValueMismatch.wrongClass(value, "a Boolean");
      }
      column.values()[row] = (byte) (bool ? 1 : 0);
    }

    @Override
    void putNull(int row) {
      column.values()[row] = 0;
    }
  }
}
