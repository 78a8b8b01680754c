package sleeper.parquet.read;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Ids of a chunk's dictionary, either kept as ids or replaced by the values. */
final class DictionaryValues implements ValueDecoder {

  private final RunLengthReader runs = new RunLengthReader();
  private final Column dictionary;
  private final int longest;
  private int[] ids = new int[0];

  /**
   * Reads pages over a dictionary.
   *
   * @param dictionary the values in the file's physical type
   */
  DictionaryValues(Column dictionary) {
    this.dictionary = dictionary;
    longest = dictionary instanceof BytesColumn bytes ? longestOf(bytes) : 0;
  }

  @Override
  public void start(byte[] data, int position, int end, int most) {
    if (position >= end) {
      runs.start(data, end, end, 1);
    } else {
      runs.start(data, position + 1, end, data[position] & 0xFF);
    }
  }

  @Override
  public void read(Column target, int count) {
    int size = target.size();
    target.ensureCapacity(size + count);
    if (target instanceof DictionaryColumn column) {
      runs.read(column.ids(), size, count);
      check(column.ids(), size, count);
    } else {
      decode(count);
      gather(target, size, count);
    }
    target.setSize(size + count);
  }

  @Override
  public void skip(int count) {
    decode(count);
  }

  @Override
  public int fitting(int count, long bytes) {
    return longest == 0 ? count : (int) Math.min(count, Math.max(0, bytes) / longest);
  }

  private void decode(int count) {
    if (ids.length < count) {
      ids = new int[count];
    }
    runs.read(ids, 0, count);
    check(ids, 0, count);
  }

  private void check(int[] values, int from, int count) {
    int highest = 0;
    for (int i = from; i < from + count; i++) {
      highest |= values[i] | (dictionary.size() - 1 - values[i]);
    }
    if (highest < 0) {
      throw new BadPage("it has an id outside of its dictionary of " + dictionary.size());
    }
  }

  private void gather(Column target, int size, int count) {
    if (target instanceof LongColumn longs) {
      gatherLongs(((LongColumn) dictionary).values(), ids, longs.values(), size, count);
    } else if (target instanceof IntColumn ints) {
      gatherInts(((IntColumn) dictionary).values(), ids, ints.values(), size, count);
    } else if (target instanceof ByteColumn flags) {
      gatherFlags(((ByteColumn) dictionary).values(), ids, flags.values(), size, count);
    } else {
      gatherBytes((BytesColumn) dictionary, ids, (BytesColumn) target, size, count);
    }
  }

  private static void gatherLongs(long[] from, int[] ids, long[] to, int offset, int count) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = from[ids[i]];
    }
  }

  private static void gatherInts(int[] from, int[] ids, int[] to, int offset, int count) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = from[ids[i]];
    }
  }

  private static void gatherFlags(byte[] from, int[] ids, byte[] to, int offset, int count) {
    for (int i = 0; i < count; i++) {
      to[offset + i] = from[ids[i]];
    }
  }

  static void gatherBytes(BytesColumn from, int[] ids, BytesColumn to, int size, int count) {
    int[] sources = from.offsets();
    int[] offsets = to.offsets();
    long at = offsets[size];
    for (int i = 0; i < count; i++) {
      at += sources[ids[i] + 1] - sources[ids[i]];
      offsets[size + i + 1] = (int) at;
    }
    to.ensureDataCapacity(Math.toIntExact(at));
    byte[] data = from.data();
    byte[] target = to.data();
    for (int i = 0; i < count; i++) {
      int start = sources[ids[i]];
      PlainBytes.copyValue(data, start, target, offsets[size + i], sources[ids[i] + 1] - start);
    }
  }

  private static int longestOf(BytesColumn bytes) {
    int[] offsets = bytes.offsets();
    int most = 0;
    for (int i = 0; i < bytes.size(); i++) {
      most = Math.max(most, offsets[i + 1] - offsets[i]);
    }
    return most;
  }
}
