package sleeper.ingest.spill;

import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.MapColumn;

/** How many bytes some rows of a column take. */
public final class ColumnBytes {

  private ColumnBytes() {}

  /** The bytes of some rows in arrays, dictionary ids as ints. */
  public static long inArrays(Column column, int from, int to) {
    return of(column, from, to, Integer.BYTES, 1);
  }

  /** The bytes of some rows in arrays, dictionary ids as the values that they stand for. */
  public static long plain(Column column, int from, int to) {
    return of(column, from, to, 0, 1);
  }

  /** The most bytes of some rows in a section; ids take so many bytes, or 0 for plain values. */
  static long inSection(Column column, int from, int to, int idBytes) {
    return of(column, from, to, idBytes, SectionLayout.ALIGNMENT);
  }

  private static long of(Column column, int from, int to, int idBytes, int alignment) {
    long rows = (long) to - from;
    long nulls = column.nulls() == null ? 0 : align(rows, alignment);
    if (column instanceof LongColumn) {
      return nulls + rows * Long.BYTES;
    }
    if (column instanceof IntColumn) {
      return nulls + align(rows * Integer.BYTES, alignment);
    }
    if (column instanceof ByteColumn) {
      return nulls + align(rows, alignment);
    }
    if (column instanceof DictionaryColumn encoded) {
      return nulls
          + (idBytes > 0
              ? align(rows * idBytes, alignment)
              : offsets(rows, alignment) + align(valueBytes(encoded, from, to), alignment));
    }
    return nulls + offsets(rows, alignment) + nested(column, from, to, alignment);
  }

  private static long nested(Column column, int from, int to, int alignment) {
    if (column instanceof BytesColumn bytes) {
      return align((long) bytes.offsets()[to] - bytes.offsets()[from], alignment);
    }
    if (column instanceof ListColumn list) {
      int[] offsets = list.offsets();
      return of(list.elements(), offsets[from], offsets[to], 0, alignment);
    }
    MapColumn map = (MapColumn) column;
    int[] offsets = map.offsets();
    return of(map.keys(), offsets[from], offsets[to], 0, alignment)
        + of(map.values(), offsets[from], offsets[to], 0, alignment);
  }

  private static long offsets(long rows, int alignment) {
    return align((rows + (alignment > 1 ? 1 : 0)) * Integer.BYTES, alignment);
  }

  private static long valueBytes(DictionaryColumn column, int from, int to) {
    if (column.dictionary().size() == 0) {
      return 0;
    }
    int[] offsets = column.dictionary().offsets();
    int[] ids = column.ids();
    long bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += offsets[ids[i] + 1] - offsets[ids[i]];
    }
    return bytes;
  }

  private static long align(long bytes, int alignment) {
    return (bytes + alignment - 1) & -alignment;
  }
}
