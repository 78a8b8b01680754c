package sleeper.ingest.spill;

import java.util.List;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Appends rows of sections to columns in the heap. Not thread-safe. */
final class SectionReader {

  private static final int WIDENED = 2048;

  private final SectionLayout layout;
  private final List<Dictionary> dictionaries;
  private final byte[] narrowBytes = new byte[WIDENED];
  private final short[] narrowShorts = new short[WIDENED];
  private final int[] ids = new int[WIDENED];

  /** A reader; the dictionary of each field is what ids mean where plain values are wanted. */
  SectionReader(SectionLayout layout, List<Dictionary> dictionaries) {
    this.layout = layout;
    this.dictionaries = dictionaries;
  }

  /** How many rows the section at a position has. */
  static int rows(Chunk chunk, int base) {
    return chunk.ints().get(base / Integer.BYTES);
  }

  /** Appends the rows {@code from} to {@code to} of a section, all fields. */
  void append(Chunk chunk, int base, int from, int to, List<Column> targets) {
    for (int field = 0; field < targets.size(); field++) {
      append(chunk, base, layout.node(field), from, to, targets.get(field), field);
    }
  }

  private void append(Chunk chunk, int base, int node, int from, int to, Column target, int field) {
    int count = to - from;
    int at = target.size();
    int entry = base / Integer.BYTES + 1 + node * SectionLayout.NODE_INTS;
    int values = base + chunk.ints().get(entry + SectionLayout.VALUES);
    target.ensureCapacity(at + count);
    appendNulls(chunk, base, entry, from, count, target);
    int idBytes = chunk.ints().get(entry + SectionLayout.ID_BYTES);
    if (idBytes > 0) {
      appendIds(chunk, values + from * idBytes, idBytes, count, target, field);
    } else if (target instanceof LongColumn longs) {
      chunk.longs().get(values / Long.BYTES + from, longs.values(), at, count);
    } else if (target instanceof IntColumn ints) {
      chunk.ints().get(values / Integer.BYTES + from, ints.values(), at, count);
    } else if (target instanceof ByteColumn bytes) {
      chunk.bytes().get(values + from, bytes.values(), at, count);
    } else if (target instanceof BytesColumn bytes) {
      int data = base + chunk.ints().get(entry + SectionLayout.DATA);
      appendBytes(chunk, values, data, from, count, bytes);
    } else if (target instanceof ListColumn list) {
      int first = appendOffsets(chunk, values, from, count, list.offsets(), at);
      int last = first + list.offsets()[at + count] - list.offsets()[at];
      append(chunk, base, node + 1, first, last, list.elements(), field);
    } else if (target instanceof MapColumn map) {
      int first = appendOffsets(chunk, values, from, count, map.offsets(), at);
      int last = first + map.offsets()[at + count] - map.offsets()[at];
      append(chunk, base, node + 1, first, last, map.keys(), field);
      append(chunk, base, node + 2, first, last, map.values(), field);
    }
    target.setSize(at + count);
  }

  private static void appendNulls(
      Chunk chunk, int base, int entry, int from, int count, Column target) {
    int nulls = chunk.ints().get(entry + SectionLayout.NULLS);
    int at = target.size();
    byte[] flags = ColumnCopy.flags(target, count, nulls != 0);
    if (flags == null) {
      return;
    }
    if (nulls == 0) {
      java.util.Arrays.fill(flags, at, at + count, (byte) 0);
    } else {
      chunk.bytes().get(base + nulls + from, flags, at, count);
    }
  }

  private static void appendBytes(
      Chunk chunk, int offsets, int data, int from, int count, BytesColumn target) {
    int start = target.dataLength();
    int first = appendOffsets(chunk, offsets, from, count, target.offsets(), target.size());
    int end = target.offsets()[target.size() + count];
    target.ensureDataCapacity(end);
    chunk.bytes().get(data + first, target.data(), start, end - start);
  }

  /** Appends ends of values, moved to follow those there are; gives where the first began. */
  private static int appendOffsets(
      Chunk chunk, int position, int from, int count, int[] target, int at) {
    int index = position / Integer.BYTES + from;
    int first = chunk.ints().get(index);
    int shift = target[at] - first;
    chunk.ints().get(index + 1, target, at + 1, count);
    if (shift != 0) {
      shift(target, at + 1, count, shift);
    }
    return first;
  }

  private static void shift(int[] offsets, int from, int count, int shift) {
    for (int i = from; i < from + count; i++) {
      offsets[i] += shift;
    }
  }

  private void appendIds(
      Chunk chunk, int position, int idBytes, int count, Column target, int field) {
    if (target instanceof DictionaryColumn encoded) {
      readIds(chunk, position, idBytes, count, encoded.ids(), target.size());
      return;
    }
    BytesColumn bytes = (BytesColumn) target;
    int size = target.size();
    for (int done = 0; done < count; done += WIDENED) {
      int length = Math.min(WIDENED, count - done);
      readIds(chunk, position + done * idBytes, idBytes, length, ids, 0);
      DictionaryValues.append(dictionaries.get(field), ids, length, bytes);
    }
    bytes.setSize(size);
  }

  private void readIds(Chunk chunk, int position, int idBytes, int count, int[] target, int at) {
    if (idBytes == Integer.BYTES) {
      chunk.ints().get(position / Integer.BYTES, target, at, count);
      return;
    }
    for (int done = 0; done < count; done += WIDENED) {
      int length = Math.min(WIDENED, count - done);
      if (idBytes == Byte.BYTES) {
        chunk.bytes().get(position + done, narrowBytes, 0, length);
        widen(narrowBytes, target, at + done, length);
      } else {
        chunk.shorts().get(position / Short.BYTES + done, narrowShorts, 0, length);
        widen(narrowShorts, target, at + done, length);
      }
    }
  }

  private static void widen(byte[] ids, int[] target, int at, int length) {
    for (int i = 0; i < length; i++) {
      target[at + i] = ids[i] & 0xff;
    }
  }

  private static void widen(short[] ids, int[] target, int at, int length) {
    for (int i = 0; i < length; i++) {
      target[at + i] = ids[i] & 0xffff;
    }
  }
}
