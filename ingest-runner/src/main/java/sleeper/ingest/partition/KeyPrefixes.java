package sleeper.ingest.partition;

import java.util.Arrays;
import sleeper.core.schema.PrimitiveType;
import sleeper.ingest.columns.Words;
import sleeper.ingest.sort.OrderedBits;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/**
 * Turns keys into longs whose signed order is the order of the keys, as far as they differ.
 *
 * <p>Of strings and byte arrays these are the eight bytes after what all bounds have in common;
 * keys that do not begin with it come out as the least or the greatest number.
 */
final class KeyPrefixes {

  private final PrimitiveType type;
  private final byte[] common;

  private KeyPrefixes(PrimitiveType type, byte[] common) {
    this.type = type;
    this.common = common;
  }

  /** Prefixes that tell keys apart from these bounds. */
  static KeyPrefixes toTellFrom(Column bounds) {
    PrimitiveType type = (PrimitiveType) bounds.type();
    boolean hasCommon = bounds instanceof BytesColumn && type.kind() != PrimitiveType.Kind.DECIMAL;
    return new KeyPrefixes(type, hasCommon ? commonPrefix((BytesColumn) bounds) : new byte[0]);
  }

  /** Whether equal prefixes mean equal keys. */
  boolean areExact() {
    return switch (type.kind()) {
      case INT, DATE, FLOAT, LONG, TIMESTAMP, DOUBLE, BOOLEAN -> true;
      case DECIMAL -> type.precision() <= PrimitiveType.MAX_LONG_PRECISION;
      case STRING, BYTE_ARRAY -> false;
    };
  }

  /** Puts the prefixes of some rows, whose column is not dictionary encoded, into an array. */
  void fill(Column keys, int from, int to, long[] prefixes) {
    if (keys instanceof LongColumn longs) {
      if (type.kind() == PrimitiveType.Kind.DOUBLE) {
        doubles(longs.values(), from, to, prefixes);
      } else {
        System.arraycopy(longs.values(), from, prefixes, 0, to - from);
      }
    } else if (keys instanceof IntColumn ints) {
      if (type.kind() == PrimitiveType.Kind.FLOAT) {
        floats(ints.values(), from, to, prefixes);
      } else {
        ints(ints.values(), from, to, prefixes);
      }
    } else if (keys instanceof ByteColumn bytes) {
      bytes(bytes.values(), from, to, prefixes);
    } else {
      BytesColumn bytes = (BytesColumn) keys;
      fill(bytes.data(), bytes.offsets(), from, to, prefixes);
    }
  }

  /** Puts the prefixes of some values into an array. */
  void fill(byte[] data, int[] offsets, int from, int to, long[] prefixes) {
    if (type.kind() == PrimitiveType.Kind.DECIMAL) {
      decimals(data, offsets, from, to, prefixes);
    } else if (common.length <= Long.BYTES) {
      long mask = common.length == 0 ? 0 : -1L << (Long.SIZE - Byte.SIZE * common.length);
      long expected = Words.bigEndian(Arrays.copyOf(common, Long.BYTES), 0);
      shortCommon(data, offsets, from, to, common.length, mask, expected, prefixes);
    } else {
      longCommon(data, offsets, from, to, common, prefixes);
    }
  }

  private static void doubles(long[] values, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i - from] = OrderedBits.ofDouble(values[i]);
    }
  }

  private static void floats(int[] values, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i - from] = OrderedBits.ofFloat(values[i]);
    }
  }

  private static void ints(int[] values, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i - from] = values[i];
    }
  }

  private static void bytes(byte[] values, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i - from] = values[i];
    }
  }

  private static void decimals(byte[] data, int[] offsets, int from, int to, long[] prefixes) {
    for (int i = from; i < to; i++) {
      prefixes[i - from] = Words.bigEndian(data, offsets[i]);
    }
  }

  /**
   * The first word tells whether a key begins with what is common. A shorter key is padded with
   * zeros, which can only look like the common bytes if those end in zeros; it then gets the least
   * prefix after them, which is a tie with no bound but one that is settled by comparison.
   */
  private static void shortCommon(
      byte[] data,
      int[] offsets,
      int from,
      int to,
      int length,
      long mask,
      long expected,
      long[] prefixes) {
    for (int i = from; i < to; i++) {
      int start = offsets[i];
      int end = offsets[i + 1];
      long first = Words.bigEndian(data, start, end) & mask;
      long prefix =
          first == expected
              ? Words.bigEndian(data, Math.min(start + length, end), end)
              : Long.compareUnsigned(first, expected) < 0 ? 0 : -1;
      prefixes[i - from] = prefix ^ Long.MIN_VALUE;
    }
  }

  private static void longCommon(
      byte[] data, int[] offsets, int from, int to, byte[] common, long[] prefixes) {
    for (int i = from; i < to; i++) {
      int start = offsets[i];
      int end = offsets[i + 1];
      int compared = Math.min(end, start + common.length);
      int order = Arrays.compareUnsigned(data, start, compared, common, 0, common.length);
      long prefix = order == 0 ? Words.bigEndian(data, compared, end) : order < 0 ? 0 : -1;
      prefixes[i - from] = prefix ^ Long.MIN_VALUE;
    }
  }

  private static byte[] commonPrefix(BytesColumn bounds) {
    byte[] data = bounds.data();
    int[] offsets = bounds.offsets();
    int length = bounds.size() == 0 ? 0 : offsets[1] - offsets[0];
    for (int i = 1; i < bounds.size(); i++) {
      int mismatch =
          Arrays.mismatch(data, offsets[0], offsets[0] + length, data, offsets[i], offsets[i + 1]);
      length = mismatch < 0 ? length : mismatch;
    }
    return bounds.size() == 0
        ? new byte[0]
        : Arrays.copyOfRange(data, offsets[0], offsets[0] + length);
  }
}
