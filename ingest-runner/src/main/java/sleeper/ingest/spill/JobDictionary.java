package sleeper.ingest.spill;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Dictionary;

/**
 * All values of one field that came dictionary encoded, each once: what the ids of rows that are
 * kept mean for the whole job.
 *
 * <p>Ids never change, so what was kept stays right while it grows. Past a limit it takes no more,
 * and rows are kept with their values. Not thread-safe while it grows.
 */
public final class JobDictionary {

  private static final int MAX_VALUES = 1 << 16;

  private final int maxBytes;
  private byte[] data = new byte[BytesColumn.PADDING];
  private int[] offsets = new int[1];
  private int size;
  private int[] slots = new int[16];
  private boolean full;
  private @Nullable Dictionary lastSource;
  private int[] lastIds = new int[0];

  JobDictionary(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The bytes of memory that it takes. */
  long allocatedBytes() {
    return data.length + (long) Integer.BYTES * (offsets.length + slots.length);
  }

  /** What its ids mean by now. */
  Dictionary dictionary() {
    return new Dictionary(data, offsets, size);
  }

  /** The bytes of an id by now: 1, 2 or 4. */
  int idBytes() {
    return idBytes(size);
  }

  /** The bytes of an id among so many values: 1, 2 or 4. */
  static int idBytes(int values) {
    if (values <= 1 << Byte.SIZE) {
      return Byte.BYTES;
    }
    return values <= 1 << Short.SIZE ? Short.BYTES : Integer.BYTES;
  }

  /** The mean length of its values. */
  long meanValueBytes() {
    return size == 0 ? 0 : (offsets[size] + size - 1) / size;
  }

  /**
   * Its ids for those of another dictionary, whose values it takes in; null if they are too many,
   * then and from then on.
   */
  @SuppressWarnings("ReferenceEquality")
  int @Nullable [] idsOf(Dictionary source) {
    if (full) {
      return null;
    }
    if (source != lastSource) {
      int @Nullable [] ids = takeIn(source);
      if (ids == null) {
        full = true;
        lastSource = null;
        return null;
      }
      lastSource = source;
      lastIds = ids;
    }
    return lastIds;
  }

  private int @Nullable [] takeIn(Dictionary source) {
    int[] ids = new int[source.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = idOf(source.data(), source.offsets()[i], source.offsets()[i + 1]);
      if (ids[i] < 0) {
        return null;
      }
    }
    return ids;
  }

  private int idOf(byte[] values, int from, int to) {
    int mask = slots.length - 1;
    int slot = hash(values, from, to) & mask;
    while (slots[slot] != 0) {
      int id = slots[slot] - 1;
      if (Arrays.equals(data, offsets[id], offsets[id + 1], values, from, to)) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
    if (size == MAX_VALUES || offsets[size] + (long) to - from > maxBytes) {
      return -1;
    }
    add(values, from, to);
    slots[slot] = size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private void add(byte[] values, int from, int to) {
    int start = offsets[size];
    int end = start + to - from;
    if (end + BytesColumn.PADDING > data.length) {
      data = Arrays.copyOf(data, end + (end >> 1) + BytesColumn.PADDING);
    }
    System.arraycopy(values, from, data, start, to - from);
    if (size + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2 + 1);
    }
    offsets[++size] = end;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int id = 0; id < size; id++) {
      int slot = hash(data, offsets[id], offsets[id + 1]) & mask;
      while (slots[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      slots[slot] = id + 1;
    }
  }

  private static int hash(byte[] values, int from, int to) {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + values[i];
    }
    return hash ^ hash >>> 15;
  }
}
