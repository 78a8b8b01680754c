package sleeper.ingest.arrow;

import org.apache.arrow.vector.ValueVector;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Copiers of values that have a fixed number of bits. */
final class FixedCopiers {

  private FixedCopiers() {}

  /** Reads the 32 bits that a column holds for the value at an index. */
  interface IntAt {
    int bits(int index) throws UnfitValue;
  }

  /** Reads the 64 bits that a column holds for the value at an index. */
  interface LongAt {
    long bits(int index) throws UnfitValue;
  }

  static final class Ints extends VectorElementCopier {

    private final IntColumn column;
    private final IntAt source;

    Ints(ValueVector vector, IntColumn column, IntAt source) {
      super(vector, column);
      this.column = column;
      this.source = source;
    }

    @Override
    void put(int index, int position) throws UnfitValue {
      column.values()[position] = source.bits(index);
    }

    @Override
    void putNull(int position) {
      column.values()[position] = 0;
    }
  }

  static final class Longs extends VectorElementCopier {

    private final LongColumn column;
    private final LongAt source;

    Longs(ValueVector vector, LongColumn column, LongAt source) {
      super(vector, column);
      this.column = column;
      this.source = source;
    }

    @Override
    void put(int index, int position) throws UnfitValue {
      column.values()[position] = source.bits(index);
    }

    @Override
    void putNull(int position) {
      column.values()[position] = 0;
    }
  }

  static final class Booleans extends VectorElementCopier {

    private final ByteColumn column;
    private final IntAt source;

    Booleans(ValueVector vector, ByteColumn column, IntAt source) {
      super(vector, column);
      this.column = column;
      this.source = source;
    }

    @Override
    void put(int index, int position) throws UnfitValue {
      column.values()[position] = (byte) source.bits(index);
    }

    @Override
    void putNull(int position) {
      column.values()[position] = 0;
    }
  }
}
