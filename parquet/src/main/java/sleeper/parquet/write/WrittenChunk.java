package sleeper.parquet.write;

import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of a column chunk.
 *
 * @param metaData places, sizes, encodings and statistics
 * @param columnIndex the bounds of its pages; null where a NaN makes them useless
 * @param offsetIndex the places and first rows of its pages
 */
record WrittenChunk(
    ColumnChunkMetaData metaData, @Nullable ColumnIndex columnIndex, OffsetIndex offsetIndex) {}
