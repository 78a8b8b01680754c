package sleeper.ingest.spill;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** Writes a section of rows into memory outside the heap, a column at a time. Not thread-safe. */
final class SectionWriter {

  private static final int NARROWED = 2048;

  private final SectionLayout layout;
  private final byte[] narrowBytes = new byte[NARROWED];
  private final short[] narrowShorts = new short[NARROWED];
  private Chunk chunk;
  private int base;
  private int position;
  private int node;

  SectionWriter(SectionLayout layout, Chunk first) {
    this.layout = layout;
    chunk = first;
  }

  /** Starts a section of so many rows at a position that is a multiple of eight. */
  void start(Chunk target, int at, int rows) {
    chunk = target;
    base = at;
    node = 0;
    chunk.ints().put(base / Integer.BYTES, rows);
    position = base + layout.headerBytes();
  }

  /** Appends the next field's column, dictionary ids as numbers of so many bytes. */
  void put(Column column, int idBytes) {
    int rows = column.size();
    int entry = base / Integer.BYTES + 1 + node++ * SectionLayout.NODE_INTS;
    chunk.ints().put(entry + SectionLayout.ID_BYTES, 0);
    chunk.ints().put(entry + SectionLayout.NULLS, 0);
    byte[] nulls = column.nulls();
    if (nulls != null) {
      chunk.ints().put(entry + SectionLayout.NULLS, position - base);
      putBytes(nulls, rows);
    }
    chunk.ints().put(entry + SectionLayout.VALUES, position - base);
    if (column instanceof LongColumn longs) {
      chunk.longs().put(position / Long.BYTES, longs.values(), 0, rows);
      position += rows * Long.BYTES;
    } else if (column instanceof IntColumn ints) {
      putInts(ints.values(), rows);
    } else if (column instanceof ByteColumn bytes) {
      putBytes(bytes.values(), rows);
    } else if (column instanceof BytesColumn bytes) {
      putInts(bytes.offsets(), rows + 1);
      chunk.ints().put(entry + SectionLayout.DATA, position - base);
      putBytes(bytes.data(), bytes.dataLength());
    } else if (column instanceof DictionaryColumn encoded) {
      chunk.ints().put(entry + SectionLayout.ID_BYTES, idBytes);
      putIds(encoded.ids(), rows, idBytes);
    } else if (column instanceof ListColumn list) {
      putInts(list.offsets(), rows + 1);
      put(list.elements(), 0);
    } else if (column instanceof MapColumn map) {
      putInts(map.offsets(), rows + 1);
      put(map.keys(), 0);
      put(map.values(), 0);
    }
  }

  /** Where the section ends, a multiple of eight. */
  int end() {
    return position;
  }

  private void putInts(int[] values, int count) {
    chunk.ints().put(position / Integer.BYTES, values, 0, count);
    position = SectionLayout.align(position + count * Integer.BYTES);
  }

  private void putBytes(byte[] values, int count) {
    chunk.bytes().put(position, values, 0, count);
    position = SectionLayout.align(position + count);
  }

  private void putIds(int[] ids, int count, int idBytes) {
    if (idBytes == Integer.BYTES) {
      putInts(ids, count);
      return;
    }
    for (int from = 0; from < count; from += NARROWED) {
      int length = Math.min(NARROWED, count - from);
      if (idBytes == Byte.BYTES) {
        narrow(ids, from, narrowBytes, length);
        chunk.bytes().put(position + from, narrowBytes, 0, length);
      } else {
        narrow(ids, from, narrowShorts, length);
        chunk.shorts().put(position / Short.BYTES + from, narrowShorts, 0, length);
      }
    }
    position = SectionLayout.align(position + count * idBytes);
  }

  private static void narrow(int[] ids, int from, byte[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = (byte) ids[from + i];
    }
  }

  private static void narrow(int[] ids, int from, short[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = (short) ids[from + i];
    }
  }
}
