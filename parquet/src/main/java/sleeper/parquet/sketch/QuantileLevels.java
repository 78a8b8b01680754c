package sleeper.parquet.sketch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a classic quantiles sketch with k = 1024 and its serialised image, version 3 of
 * Apache DataSketches.
 *
 * <p>An item of the base buffer stands for one row, one of level i for 2^(i+1) rows. With n rows
 * there are {@code n mod 2k} items in the base buffer, and k in level i where bit i of {@code n div
 * 2k} is set.
 *
 * <pre>
 *  0  preamble longs: 2, or 1 without rows     4  k, 2 bytes
 *  1  version: 3                               6  0, 2 bytes
 *  2  family: 8                                8  n, 8 bytes, if there are rows
 *  3  flags: compact 8, empty 4               16  smallest, largest, base buffer, levels ascending
 * </pre>
 */
final class QuantileLevels {

  static final int K = 1024;

  private static final int HEADER_BYTES = 16;
  private static final byte VERSION = 3;
  private static final byte FAMILY = 8;
  private static final byte COMPACT = 0x08;
  private static final byte COMPACT_AND_EMPTY = COMPACT | 0x04;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  private final KeyItems items;
  private final int[][] levels = new int[Long.SIZE][];
  private int[] base = new int[0];
  private long random = SEED;

  QuantileLevels(KeyItems items) {
    this.items = items;
  }

  /** Sets the items of the base buffer. */
  void setBase(int[] ids, int count) {
    base = Arrays.copyOf(ids, count);
  }

  /** Sets a level that has no items yet to k sorted ones. */
  void setLevel(int level, int[] ids) {
    levels[level] = ids;
  }

  /** Adds 2k items, in any order, that each stand for 2^weight rows. */
  void addFull(int[] ids, int weight) {
    new ItemSort(items).sort(ids);
    carry(halve(ids), weight);
  }

  private void carry(int[] sorted, int from) {
    int level = from;
    int[] carried = sorted;
    for (int[] found = levels[level]; found != null; found = levels[level]) {
      carried = halve(merge(found, carried));
      levels[level++] = null;
    }
    levels[level] = carried;
  }

  /** Every other one of 2k items, from the first or second. */
  private int[] halve(int[] sorted) {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    int offset = (int) (random >>> (Long.SIZE - 1));
    int[] half = new int[K];
    for (int i = 0; i < K; i++) {
      half[i] = sorted[2 * i + offset];
    }
    return half;
  }

  private int[] merge(int[] left, int[] right) {
    int[] merged = new int[left.length + right.length];
    int l = 0;
    int r = 0;
    for (int i = 0; i < merged.length; i++) {
      boolean takeLeft =
          r == right.length || (l < left.length && items.compare(left[l], right[r]) <= 0);
      merged[i] = takeLeft ? left[l++] : right[r++];
    }
    return merged;
  }

  /** Forgets the items that are in no level. */
  void compactItems() {
    items.retain(levels);
  }

  /** The serialised sketch of so many rows. */
  byte[] image(long rows) {
    ByteBuffer image =
        ByteBuffer.allocate(rows == 0 ? Long.BYTES : imageBytes()).order(ByteOrder.LITTLE_ENDIAN);
    image.put((byte) (rows == 0 ? 1 : 2)).put(VERSION).put(FAMILY);
    image.put(rows == 0 ? COMPACT_AND_EMPTY : COMPACT).putShort((short) K).putShort((short) 0);
    if (rows > 0) {
      image.putLong(rows);
      items.putBounds(image);
      putItems(base, image);
      for (int[] level : levels) {
        putItems(level, image);
      }
    }
    return image.array();
  }

  private void putItems(int @Nullable [] ids, ByteBuffer image) {
    if (ids != null) {
      for (int id : ids) {
        items.put(id, image);
      }
    }
  }

  private int imageBytes() {
    long bytes = (long) HEADER_BYTES + items.boundsBytes();
    for (int id : base) {
      bytes += items.bytes(id);
    }
    for (int[] level : levels) {
      if (level != null) {
        for (int id : level) {
          bytes += items.bytes(id);
        }
      }
    }
    return Math.toIntExact(bytes);
  }
}
