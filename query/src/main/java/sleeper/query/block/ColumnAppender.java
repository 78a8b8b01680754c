package sleeper.query.block;

import java.util.Arrays;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Copies runs of values from one column to the end of another of the same type. */
final class ColumnAppender {

  private ColumnAppender() {}

  /**
   * Appends the values {@code from} up to, without it, {@code to}.
   *
   * @param target a column as {@link sleeper.parquet.block.Columns#create} makes it
   */
  static void append(Column target, Column source, int from, int to) {
    int size = target.size();
    int newSize = size + to - from;
    target.ensureCapacity(newSize);
    appendNulls(target, source, from, to);
    if (target instanceof IntColumn ints) {
      System.arraycopy(((IntColumn) source).values(), from, ints.values(), size, to - from);
    } else if (target instanceof LongColumn longs) {
      System.arraycopy(((LongColumn) source).values(), from, longs.values(), size, to - from);
    } else if (target instanceof ByteColumn bytes) {
      System.arraycopy(((ByteColumn) source).values(), from, bytes.values(), size, to - from);
    } else if (target instanceof BytesColumn bytes) {
      appendBytes(bytes, source, from, to);
    } else if (target instanceof ListColumn lists) {
      appendLists(lists, (ListColumn) source, from, to);
    } else if (target instanceof MapColumn maps) {
      appendMaps(maps, (MapColumn) source, from, to);
    } else {
      throw new IllegalStateException("Nothing is appended to a " + target.getClass());
    }
    target.setSize(newSize);
  }

  private static void appendNulls(Column target, Column source, int from, int to) {
    byte[] nulls = source.nulls();
    byte[] targetNulls = target.nulls();
    if (nulls == null && targetNulls == null) {
      return;
    }
    int size = target.size();
    int newSize = size + to - from;
    if (targetNulls == null) {
      targetNulls = new byte[newSize];
    } else if (targetNulls.length < newSize) {
      targetNulls = Arrays.copyOf(targetNulls, Math.max(newSize, targetNulls.length * 2));
    }
    if (nulls == null) {
      Arrays.fill(targetNulls, size, newSize, (byte) 0);
    } else {
      System.arraycopy(nulls, from, targetNulls, size, to - from);
    }
    target.setNulls(targetNulls);
  }

  private static void appendBytes(BytesColumn target, Column source, int from, int to) {
    if (source instanceof DictionaryColumn ids) {
      appendIds(target, ids, from, to);
      return;
    }
    BytesColumn bytes = (BytesColumn) source;
    int start = bytes.offsets()[from];
    int end = bytes.offsets()[to];
    int targetStart = target.offsets()[target.size()];
    target.ensureDataCapacity(Math.addExact(targetStart, end - start));
    System.arraycopy(bytes.data(), start, target.data(), targetStart, end - start);
    shiftOffsets(bytes.offsets(), from, to, target.offsets(), target.size());
  }

  private static void appendIds(BytesColumn target, DictionaryColumn source, int from, int to) {
    Dictionary dictionary = source.dictionary();
    int[] starts = dictionary.offsets();
    int[] ids = source.ids();
    int[] offsets = target.offsets();
    int size = target.size();
    int end = offsets[size];
    for (int i = from; i < to; i++) {
      if (!source.isNull(i)) {
        int start = starts[ids[i]];
        int length = starts[ids[i] + 1] - start;
        target.ensureDataCapacity(Math.addExact(end, length));
        System.arraycopy(dictionary.data(), start, target.data(), end, length);
        end += length;
      }
      offsets[++size] = end;
    }
  }

  private static void appendLists(ListColumn target, ListColumn source, int from, int to) {
    int[] offsets = source.offsets();
    append(target.elements(), source.elements(), offsets[from], offsets[to]);
    shiftOffsets(offsets, from, to, target.offsets(), target.size());
  }

  private static void appendMaps(MapColumn target, MapColumn source, int from, int to) {
    int[] offsets = source.offsets();
    append(target.keys(), source.keys(), offsets[from], offsets[to]);
    append(target.values(), source.values(), offsets[from], offsets[to]);
    shiftOffsets(offsets, from, to, target.offsets(), target.size());
  }

  private static void shiftOffsets(int[] source, int from, int to, int[] target, int targetFrom) {
    int shift = target[targetFrom] - source[from];
    for (int i = from; i < to; i++) {
      target[targetFrom + 1 + i - from] = source[i + 1] + shift;
    }
  }
}
