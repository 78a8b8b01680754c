package sleeper.ingest.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;

/**
 * Writes slices, which are sections of rows of one partition with a checksum, to a spill file.
 * Several small ones are written at once. Not thread-safe.
 */
final class SliceWriter implements AutoCloseable {

  private final SectionLayout layout;
  private final SpillFile file;
  private final int sliceBytes;
  private final SpillIndex index;
  private final CRC32C checksum = new CRC32C();
  private @Nullable Chunk buffer;
  private int used;
  private long position;

  SliceWriter(SectionLayout layout, SpillFile file, int sliceBytes, int partitions) {
    this.layout = layout;
    this.file = file;
    this.sliceBytes = sliceBytes;
    index = new SpillIndex(partitions);
    position = file.length();
  }

  /** Writes and clears columns if they have become large enough for a slice. */
  void addWhenLarge(List<Column> columns) throws IOException {
    if (size(columns) >= sliceBytes) {
      add(columns);
    }
  }

  /** Writes and clears columns, if they have rows. */
  void add(List<Column> columns) throws IOException {
    int rows = columns.get(0).size();
    if (rows == 0) {
      return;
    }
    int size = Math.toIntExact(size(columns));
    Chunk chunk = room(size);
    SectionWriter writer = new SectionWriter(layout, chunk);
    writer.start(chunk, used, rows);
    for (Column column : columns) {
      writer.put(column, idBytes(column));
      column.clear();
    }
    int length = writer.end() - used;
    checksum.reset();
    checksum.update(chunk.part(used, length));
    index.add(position + used, length, (int) checksum.getValue());
    used += length;
  }

  /** Says that a partition has no more rows. */
  void endPartition(int partition) {
    index.close(partition);
  }

  /** Writes what is left; gives where everything is. */
  SpillIndex finish() throws IOException {
    flush();
    return index;
  }

  @Override
  public void close() {
    if (buffer != null) {
      buffer.close();
      buffer = null;
    }
  }

  private long size(List<Column> columns) {
    long size = layout.headerBytes();
    for (Column column : columns) {
      size += ColumnBytes.inSection(column, 0, column.size(), idBytes(column));
    }
    return size;
  }

  private static int idBytes(Column column) {
    return column instanceof DictionaryColumn encoded
        ? JobDictionary.idBytes(encoded.dictionary().size())
        : 0;
  }

  private Chunk room(int size) throws IOException {
    if (buffer != null && size <= buffer.capacity() - used) {
      return buffer;
    }
    flush();
    if (buffer == null || buffer.capacity() < size) {
      close();
      buffer = new Chunk(Math.max(size, sliceBytes));
    }
    return buffer;
  }

  private void flush() throws IOException {
    if (buffer != null && used > 0) {
      ByteBuffer part = buffer.part(0, used);
      position = file.append(part) + used;
      used = 0;
    }
  }
}
