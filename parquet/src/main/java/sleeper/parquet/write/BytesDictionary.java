package sleeper.parquet.write;

import java.util.Arrays;
import sleeper.parquet.block.Dictionary;

/**
 * The distinct values of a chunk of strings in their order, and the id of each value, unless there
 * are too many.
 *
 * <p>Entries are positions in the source, so that no bytes are copied. As ids are in the order of
 * the values, the bounds of a page are the bounds of its ids.
 */
final class BytesDictionary {

  private final DistinctEstimate estimate = new DistinctEstimate();
  private final EntrySort sort = new EntrySort();
  private byte[] data = new byte[0];
  private int[] offsets = new int[1];
  private int[] entries = new int[0];
  private int[] ids = new int[0];
  private int[] table = new int[0];
  private int[] hashes = new int[0];
  private int size;

  int size() {
    return size;
  }

  int[] ids() {
    return ids;
  }

  byte[] data() {
    return data;
  }

  int start(int id) {
    return offsets[entries[id]];
  }

  int end(int id) {
    return offsets[entries[id] + 1];
  }

  /** How many bytes all entries have, each behind its length. */
  long plainBytes() {
    long bytes = 0;
    for (int id = 0; id < size; id++) {
      bytes += Integer.BYTES + (end(id) - start(id));
    }
    return bytes;
  }

  /** Takes the entries of a dictionary that some values use; false if more than a limit do. */
  boolean useIds(int[] sourceIds, int count, Dictionary dictionary, int limit, boolean signed) {
    bind(dictionary.data(), dictionary.offsets(), count, Math.min(limit, dictionary.size()));
    clearTable(dictionary.size());
    for (int i = 0; i < count; i++) {
      int id = sourceIds[i];
      if (table[id] == 0) {
        if (size == limit) {
          return false;
        }
        entries[size] = id;
        table[id] = ++size;
      }
      ids[i] = table[id] - 1;
    }
    orderIds(count, signed);
    return true;
  }

  /** Takes the distinct values of a sorted chunk; false if they are more than a limit. */
  boolean buildSorted(byte[] source, int[] sourceOffsets, int count, int limit) {
    bind(source, sourceOffsets, count, limit);
    for (int i = 0; i < count; i++) {
      if (i == 0 || !ByteStrings.equalsPrevious(source, sourceOffsets, i)) {
        if (size == limit) {
          return false;
        }
        entries[size++] = i;
      }
      ids[i] = size - 1;
    }
    return true;
  }

  /** Finds the distinct values by hash; false, early and cheaply, if they are too many. */
  boolean build(byte[] source, int[] sourceOffsets, int count, int limit, boolean signed) {
    if (limit == 0 || estimate.distinct(source, sourceOffsets, count) > limit) {
      size = 0;
      return false;
    }
    bind(source, sourceOffsets, count, limit);
    int capacity = Integer.highestOneBit(limit) << 2;
    clearTable(capacity);
    for (int i = 0; i < count; i++) {
      int id = idOf(i, capacity - 1, limit);
      if (id < 0) {
        return false;
      }
      ids[i] = id;
    }
    orderIds(count, signed);
    return true;
  }

  private int idOf(int index, int mask, int limit) {
    int start = offsets[index];
    int end = offsets[index + 1];
    int hash = ByteStrings.hash(data, start, end);
    int slot = hash & mask;
    while (true) {
      int id = table[slot] - 1;
      if (id < 0) {
        if (size == limit) {
          return -1;
        }
        hashes[size] = hash;
        entries[size] = index;
        table[slot] = ++size;
        return size - 1;
      }
      if (hashes[id] == hash && Arrays.equals(data, start, end, data, start(id), end(id))) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void orderIds(int count, boolean signed) {
    int[] ranks = sort.sort(data, offsets, entries, size, signed);
    for (int i = 0; i < count; i++) {
      ids[i] = ranks[ids[i]];
    }
  }

  private void bind(byte[] source, int[] sourceOffsets, int count, int limit) {
    data = source;
    offsets = sourceOffsets;
    size = 0;
    if (ids.length < count) {
      ids = new int[count];
    }
    if (entries.length < limit) {
      entries = new int[limit];
      hashes = new int[limit];
    }
  }

  private void clearTable(int length) {
    if (table.length < length) {
      table = new int[length];
    } else {
      Arrays.fill(table, 0, length, 0);
    }
  }

  long allocatedBytes() {
    return (long) Integer.BYTES * (entries.length + ids.length + table.length + hashes.length)
        + sort.allocatedBytes();
  }
}
