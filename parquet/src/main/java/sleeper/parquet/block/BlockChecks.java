package sleeper.parquet.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.KeyValues;
import sleeper.core.key.Utf8;
import sleeper.core.schema.PrimitiveType;

/** What rows from every kind of source must keep to. Looks at whole columns at a time. */
public final class BlockChecks {

  private static final long NOT_ASCII = 0x8080808080808080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private BlockChecks() {}

  /**
   * Finds the first of some strings that is not valid UTF-8.
   *
   * @return its position in the column, or -1
   */
  public static int firstNotUtf8(BytesColumn column, int start, int count) {
    int[] offsets = column.offsets();
    byte[] data = column.data();
    if (isAscii(data, offsets[start], offsets[start + count])) {
      return -1;
    }
    for (int i = start; i < start + count; i++) {
      if (!Utf8.isValid(data, offsets[i], offsets[i + 1] - offsets[i])) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Finds the first of some strings that is not valid UTF-8.
   *
   * @return its position in the column, or -1
   */
  public static int firstNotUtf8(DictionaryColumn column, int start, int count) {
    Dictionary dictionary = column.dictionary();
    boolean @Nullable [] bad = notUtf8(dictionary);
    if (bad != null) {
      int[] ids = column.ids();
      for (int i = start; i < start + count; i++) {
        if (bad[ids[i]] && !column.isNull(i)) {
          return i;
        }
      }
    }
    return -1;
  }

  /**
   * Finds the first of some float or double keys that has no place in the order of keys: NaN or
   * -0.0.
   *
   * @return its position in the column, or -1; always -1 for other types
   */
  public static int firstNotAKey(Column column, int start, int count) {
    if (!(column.type() instanceof PrimitiveType type)) {
      return -1;
    }
    return switch (type.kind()) {
      case DOUBLE -> firstNotADoubleKey(((LongColumn) column).values(), start, count);
      case FLOAT -> firstNotAFloatKey(((IntColumn) column).values(), start, count);
      default -> -1;
    };
  }

  private static int firstNotADoubleKey(long[] values, int start, int count) {
    for (int i = start; i < start + count; i++) {
      if (!KeyValues.isAllowed(Double.longBitsToDouble(values[i]))) {
        return i;
      }
    }
    return -1;
  }

  private static int firstNotAFloatKey(int[] values, int start, int count) {
    for (int i = start; i < start + count; i++) {
      if (!KeyValues.isAllowed(Float.intBitsToFloat(values[i]))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean @Nullable [] notUtf8(Dictionary dictionary) {
    int[] offsets = dictionary.offsets();
    if (isAscii(dictionary.data(), offsets[0], offsets[dictionary.size()])) {
      return null;
    }
    boolean[] bad = new boolean[dictionary.size()];
    boolean any = false;
    for (int i = 0; i < bad.length; i++) {
      bad[i] = !Utf8.isValid(dictionary.data(), offsets[i], offsets[i + 1] - offsets[i]);
      any |= bad[i];
    }
    return any ? bad : null;
  }

  private static boolean isAscii(byte[] data, int from, int to) {
    long bits = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      bits |= (long) LONGS.get(data, at);
    }
    for (; at < to; at++) {
      bits |= data[at];
    }
    return (bits & NOT_ASCII) == 0;
  }
}
