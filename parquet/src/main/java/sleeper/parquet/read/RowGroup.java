package sleeper.parquet.read;

import java.util.List;
import java.util.function.Function;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CorruptData;

/**
 * A row group's column chunks.
 *
 * @param file the file's name
 * @param length the file's bytes
 * @param block the footer's words about it
 * @param indexes finds the offset index of a column where one is to be used
 */
record RowGroup(
    String file,
    long length,
    BlockMetaData block,
    Function<ColumnPath, @Nullable OffsetIndex> indexes) {

  /** The chunk of a column, which lies within the file. */
  ColumnChunkMetaData chunk(List<String> path) throws CorruptData {
    ColumnPath wanted = ColumnPath.get(path.toArray(String[]::new));
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (chunk.getPath().equals(wanted)) {
        check(chunk);
        return chunk;
      }
    }
    throw new CorruptData(
        "Row group %d of file %s has no column %s"
            .formatted(block.getOrdinal(), file, wanted.toDotString()));
  }

  /** Where the pages of a column are, if that is to be used. */
  @Nullable OffsetIndex offsetIndex(ColumnChunkMetaData chunk) {
    return indexes.apply(chunk.getPath());
  }

  private void check(ColumnChunkMetaData chunk) throws CorruptData {
    long start = chunk.getStartingPos();
    long size = chunk.getTotalSize();
    if (start < 0 || size < 0 || start > length || size > length - start) {
      throw new CorruptData(
          "Column %s of row group %d in file %s lies at %d with %d bytes, outside of the file's %d"
              .formatted(
                  chunk.getPath().toDotString(), block.getOrdinal(), file, start, size, length));
    }
  }
}
