package sleeper.parquet.read;

import java.util.HexFormat;
import sleeper.parquet.block.BlockChecks;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.LongColumn;

/** Conversions that leave values as they are and only look at them. */
enum Checks implements Conversion {
  /** Every value is right. */
  NONE {
    @Override
    public void apply(Column from, int start, int count, Column to) {}
  },

  /** Every value is right, and ids may stay ids. */
  BYTES {
    @Override
    public void apply(Column from, int start, int count, Column to) {}

    @Override
    public boolean keepsDictionary() {
      return true;
    }
  },

  /** Strings must be UTF-8. */
  TEXT {
    @Override
    public void apply(Column from, int start, int count, Column to) {
      if (from instanceof BytesColumn bytes) {
        int bad = BlockChecks.firstNotUtf8(bytes, start, count);
        if (bad >= 0) {
          throw notUtf8(bytes.data(), bytes.offsets()[bad], bytes.offsets()[bad + 1], bad);
        }
      } else {
        checkIds((DictionaryColumn) from, start, count);
      }
    }

    @Override
    public boolean keepsDictionary() {
      return true;
    }
  },

  /** Unsigned numbers must fit a signed long. */
  UNSIGNED_LONGS {
    @Override
    public void apply(Column from, int start, int count, Column to) {
      long[] values = ((LongColumn) from).values();
      for (int i = start; i < start + count; i++) {
        if (values[i] < 0) {
          throw new BadValue(
              i, "is above the highest long: value=" + Long.toUnsignedString(values[i]));
        }
      }
    }
  };

  private static final int SHOWN_BYTES = 32;

  @Override
  public boolean isInPlace() {
    return true;
  }

  private static void checkIds(DictionaryColumn ids, int start, int count) {
    int bad = BlockChecks.firstNotUtf8(ids, start, count);
    if (bad >= 0) {
      int id = ids.ids()[bad];
      int[] offsets = ids.dictionary().offsets();
      throw notUtf8(ids.dictionary().data(), offsets[id], offsets[id + 1], bad);
    }
  }

  private static BadValue notUtf8(byte[] data, int from, int to, int index) {
    int end = Math.min(to, from + SHOWN_BYTES);
    String hex = HexFormat.of().formatHex(data, from, end);
    return new BadValue(index, "is not valid UTF-8: bytes=" + hex + (end < to ? "..." : ""));
  }
}
