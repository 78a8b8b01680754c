package sleeper.ingest.columns;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

/**
 * Appends values of a column to another of the same type.
 *
 * <p>Values from a dictionary are appended as ids where the target is a {@link DictionaryColumn},
 * whose owner sees to it that the ids mean the same, otherwise as the bytes they stand for.
 */
public final class ColumnCopy {

  private ColumnCopy() {}

  /**
   * An empty column that can take the values of another as they are: with its dictionary if it has
   * one, nested columns always plain.
   */
  public static Column emptyLike(Column column) {
    return column instanceof DictionaryColumn encoded
        ? new DictionaryColumn(column.type(), 0, encoded.dictionary())
        : Columns.create(column.type(), 0);
  }

  /** Appends the values of rows {@code from} to {@code to}, exclusive. */
  public static void append(Column source, int from, int to, Column target) {
    int at = target.size();
    int count = to - from;
    target.ensureCapacity(at + count);
    appendNulls(source, from, to, target);
    if (source instanceof LongColumn longs) {
      System.arraycopy(longs.values(), from, ((LongColumn) target).values(), at, count);
    } else if (source instanceof IntColumn ints) {
      System.arraycopy(ints.values(), from, ((IntColumn) target).values(), at, count);
    } else if (source instanceof ByteColumn bytes) {
      System.arraycopy(bytes.values(), from, ((ByteColumn) target).values(), at, count);
    } else if (source instanceof BytesColumn bytes) {
      appendBytes(bytes, from, to, (BytesColumn) target);
    } else if (source instanceof DictionaryColumn encoded) {
      appendEncoded(encoded, from, to, target);
    } else if (source instanceof ListColumn list) {
      ListColumn lists = (ListColumn) target;
      appendOffsets(list.offsets(), from, to, lists.offsets(), at);
      append(list.elements(), list.offsets()[from], list.offsets()[to], lists.elements());
    } else if (source instanceof MapColumn map) {
      MapColumn maps = (MapColumn) target;
      appendOffsets(map.offsets(), from, to, maps.offsets(), at);
      append(map.keys(), map.offsets()[from], map.offsets()[to], maps.keys());
      append(map.values(), map.offsets()[from], map.offsets()[to], maps.values());
    }
    target.setSize(at + count);
  }

  /** Appends the values of {@code rows[from]} up to {@code rows[to - 1]}. */
  public static void gather(Column source, int[] rows, int from, int to, Column target) {
    int at = target.size();
    target.ensureCapacity(at + to - from);
    gatherNulls(source, rows, from, to, target);
    if (source instanceof LongColumn longs) {
      Gathers.longs(longs.values(), rows, from, to, ((LongColumn) target).values(), at);
    } else if (source instanceof IntColumn ints) {
      Gathers.ints(ints.values(), rows, from, to, ((IntColumn) target).values(), at);
    } else if (source instanceof ByteColumn bytes) {
      Gathers.bytes(bytes.values(), rows, from, to, ((ByteColumn) target).values(), at);
    } else if (source instanceof BytesColumn bytes) {
      gatherBytes(bytes.data(), bytes.offsets(), rows, from, to, (BytesColumn) target);
    } else if (source instanceof DictionaryColumn encoded) {
      gatherEncoded(encoded, rows, from, to, target);
    } else if (source instanceof ListColumn list) {
      ListColumn lists = (ListColumn) target;
      int[] elements = gatherOffsets(list.offsets(), rows, from, to, lists.offsets(), at);
      gather(list.elements(), elements, 0, elements.length, lists.elements());
    } else if (source instanceof MapColumn map) {
      MapColumn maps = (MapColumn) target;
      int[] entries = gatherOffsets(map.offsets(), rows, from, to, maps.offsets(), at);
      gather(map.keys(), entries, 0, entries.length, maps.keys());
      gather(map.values(), entries, 0, entries.length, maps.values());
    }
    target.setSize(at + to - from);
  }

  /** Appends ids as {@link #gather} does, each replaced by what a table has for it. */
  public static void gatherMapped(
      DictionaryColumn source,
      int[] newIds,
      int[] rows,
      int from,
      int to,
      DictionaryColumn target) {
    int at = target.size();
    target.ensureCapacity(at + to - from);
    gatherNulls(source, rows, from, to, target);
    int[] ids = source.ids();
    int[] out = target.ids();
    int shift = at - from;
    if (source.dictionary().size() > 0) {
      for (int i = from; i < to; i++) {
        out[i + shift] = newIds[ids[rows[i]]];
      }
    } else {
      Arrays.fill(out, at, at + to - from, 0);
    }
    target.setSize(at + to - from);
  }

  /** Appends dictionary values by id. */
  public static void appendIds(Dictionary dictionary, int[] ids, int count, BytesColumn target) {
    gatherBytes(dictionary.data(), dictionary.offsets(), ids, 0, count, target);
    target.setSize(target.size() + count);
  }

  private static void appendBytes(BytesColumn source, int from, int to, BytesColumn target) {
    int[] offsets = source.offsets();
    int start = target.dataLength();
    int length = offsets[to] - offsets[from];
    ensureData(target, (long) start + length);
    System.arraycopy(source.data(), offsets[from], target.data(), start, length);
    appendOffsets(offsets, from, to, target.offsets(), target.size());
  }

  private static void appendEncoded(DictionaryColumn source, int from, int to, Column target) {
    if (target instanceof DictionaryColumn encoded) {
      System.arraycopy(source.ids(), from, encoded.ids(), target.size(), to - from);
    } else {
      int[] ids = Arrays.copyOfRange(source.ids(), from, to);
      gatherIds(source, ids, (BytesColumn) target);
    }
  }

  private static void gatherEncoded(
      DictionaryColumn source, int[] rows, int from, int to, Column target) {
    if (target instanceof DictionaryColumn encoded) {
      Gathers.ints(source.ids(), rows, from, to, encoded.ids(), target.size());
    } else {
      int[] ids = new int[to - from];
      Gathers.ints(source.ids(), rows, from, to, ids, 0);
      gatherIds(source, ids, (BytesColumn) target);
    }
  }

  /** Appends values by id; a column of nothing but nulls can have an empty dictionary. */
  private static void gatherIds(DictionaryColumn source, int[] ids, BytesColumn target) {
    if (source.dictionary().size() == 0) {
      int end = target.dataLength();
      Arrays.fill(target.offsets(), target.size(), target.size() + ids.length + 1, end);
    } else if (source.nulls() == null) {
      Dictionary dictionary = source.dictionary();
      gatherBytes(dictionary.data(), dictionary.offsets(), ids, 0, ids.length, target);
    } else {
      gatherNullable(source.dictionary(), ids, target);
    }
  }

  /** Appends values by id, but empty bytes where the target, whose flags are set, has a null. */
  private static void gatherNullable(Dictionary dictionary, int[] ids, BytesColumn target) {
    int[] offsets = dictionary.offsets();
    int at = target.size();
    long end = target.dataLength();
    for (int id : ids) {
      end += offsets[id + 1] - offsets[id];
    }
    ensureData(target, end);
    int position = target.dataLength();
    for (int i = 0; i < ids.length; i++) {
      int length = 0;
      if (!target.isNull(at + i)) {
        int start = offsets[ids[i]];
        length = offsets[ids[i] + 1] - start;
        System.arraycopy(dictionary.data(), start, target.data(), position, length);
      }
      position += length;
      target.offsets()[at + i + 1] = position;
    }
  }

  private static void gatherBytes(
      byte[] data, int[] offsets, int[] rows, int from, int to, BytesColumn target) {
    target.ensureCapacity(target.size() + to - from);
    int start = target.dataLength();
    long end = Gathers.ends(offsets, rows, from, to, target.offsets(), target.size());
    ensureData(target, end);
    Gathers.values(data, offsets, rows, from, to, target.data(), start);
  }

  private static void ensureData(BytesColumn target, long end) {
    if (end > Integer.MAX_VALUE - BytesColumn.PADDING - 16L) {
      throw new IllegalStateException(
          "A column of more than 2 GiB cannot be held: type=" + target.type() + ", bytes=" + end);
    }
    target.ensureDataCapacity((int) end);
  }

  private static void appendOffsets(int[] source, int from, int to, int[] target, int at) {
    int shift = target[at] - source[from];
    int distance = at - from;
    for (int i = from + 1; i <= to; i++) {
      target[i + distance] = source[i] + shift;
    }
  }

  /** Appends the ends of lists picked by number; gives the numbers of all their elements. */
  private static int[] gatherOffsets(
      int[] offsets, int[] rows, int from, int to, int[] target, int at) {
    int before = target[at];
    long end = Gathers.ends(offsets, rows, from, to, target, at);
    int[] elements = new int[Math.toIntExact(end - before)];
    int count = 0;
    for (int i = from; i < to; i++) {
      int row = rows[i];
      for (int element = offsets[row]; element < offsets[row + 1]; element++) {
        elements[count++] = element;
      }
    }
    return elements;
  }

  private static void appendNulls(Column source, int from, int to, Column target) {
    byte[] nulls = source.nulls();
    byte[] flags = flags(target, to - from, nulls != null);
    if (flags == null) {
      return;
    }
    if (nulls == null) {
      Arrays.fill(flags, target.size(), target.size() + to - from, (byte) 0);
    } else {
      System.arraycopy(nulls, from, flags, target.size(), to - from);
    }
  }

  private static void gatherNulls(Column source, int[] rows, int from, int to, Column target) {
    byte[] nulls = source.nulls();
    byte[] flags = flags(target, to - from, nulls != null);
    if (flags == null) {
      return;
    }
    if (nulls == null) {
      Arrays.fill(flags, target.size(), target.size() + to - from, (byte) 0);
    } else {
      Gathers.bytes(nulls, rows, from, to, flags, target.size());
    }
  }

  /**
   * Null flags with room for more values, or null where neither the target nor what is appended has
   * any.
   */
  public static byte @Nullable [] flags(Column target, int more, boolean needed) {
    byte[] flags = target.nulls();
    if (flags == null && !needed) {
      return null;
    }
    int size = target.size() + more;
    if (flags == null) {
      flags = new byte[size];
      target.setNulls(flags);
    } else if (flags.length < size) {
      flags = Arrays.copyOf(flags, Math.max(size, flags.length + (flags.length >> 1)));
      target.setNulls(flags);
    }
    return flags;
  }
}
