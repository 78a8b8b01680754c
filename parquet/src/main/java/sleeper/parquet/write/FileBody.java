package sleeper.parquet.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SortingColumn;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.schema.MessageType;

/**
 * The frame around the column chunks of a Parquet file: magic, bloom filters, page indexes, footer.
 *
 * <pre>
 * PAR1 | chunks and then bloom filters of each row group | column indexes | offset indexes
 *      | footer | its length | PAR1
 * </pre>
 */
final class FileBody {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;

  private final ByteOutput out;
  private final MessageType schema;
  private final int sortedColumns;
  private final List<BlockMetaData> rowGroups = new ArrayList<>();
  private final List<WrittenChunk> chunks = new ArrayList<>();

  FileBody(ByteOutput out, MessageType schema, int sortedColumns) {
    this.out = out;
    this.schema = schema;
    this.sortedColumns = sortedColumns;
  }

  void start() throws IOException {
    out.write(MAGIC);
  }

  /** Records a row group whose chunks have been written. */
  void addRowGroup(long rows, List<WrittenChunk> written) {
    BlockMetaData rowGroup = new BlockMetaData();
    rowGroup.setRowCount(rows);
    rowGroup.setOrdinal(rowGroups.size());
    long bytes = 0;
    for (WrittenChunk chunk : written) {
      rowGroup.addColumn(chunk.metaData());
      bytes += chunk.metaData().getTotalUncompressedSize();
    }
    rowGroup.setTotalByteSize(bytes);
    rowGroups.add(rowGroup);
    chunks.addAll(written);
  }

  /** Writes a bloom filter between row groups. */
  void writeBloomFilter(ColumnChunkMetaData chunk, BloomFilter filter) throws IOException {
    long offset = out.position();
    Util.writeBloomFilterHeader(ParquetMetadataConverter.toBloomFilterHeader(filter), out);
    filter.writeTo(out);
    chunk.setBloomFilterOffset(offset);
    chunk.setBloomFilterLength(Math.toIntExact(out.position() - offset));
  }

  /** Writes everything that comes after the row groups. */
  void finish(int statisticsTruncateLength) throws IOException {
    writeColumnIndexes();
    writeOffsetIndexes();
    long footer = out.position();
    ParquetMetadata metadata =
        new ParquetMetadata(new FileMetaData(schema, Map.of(), CreatedBy.TEXT), rowGroups);
    org.apache.parquet.format.FileMetaData format =
        new ParquetMetadataConverter(statisticsTruncateLength)
            .toParquetMetadata(FORMAT_VERSION, metadata);
    for (RowGroup rowGroup : format.getRow_groups()) {
      rowGroup.setSorting_columns(sortingColumns());
    }
    Util.writeFileMetaData(format, out);
    byte[] length = new byte[Integer.BYTES];
    LittleEndian.putInt(length, 0, Math.toIntExact(out.position() - footer));
    out.write(length);
    out.write(MAGIC);
    out.flush();
  }

  private void writeColumnIndexes() throws IOException {
    for (WrittenChunk chunk : chunks) {
      ColumnChunkMetaData metaData = chunk.metaData();
      org.apache.parquet.format.ColumnIndex index =
          ParquetMetadataConverter.toParquetColumnIndex(
              metaData.getPrimitiveType(), chunk.columnIndex());
      if (index != null) {
        long offset = out.position();
        Util.writeColumnIndex(index, out);
        metaData.setColumnIndexReference(referenceFrom(offset));
      }
    }
  }

  private void writeOffsetIndexes() throws IOException {
    for (WrittenChunk chunk : chunks) {
      long offset = out.position();
      Util.writeOffsetIndex(
          ParquetMetadataConverter.toParquetOffsetIndex(chunk.offsetIndex()), out);
      chunk.metaData().setOffsetIndexReference(referenceFrom(offset));
    }
  }

  private IndexReference referenceFrom(long offset) {
    return new IndexReference(offset, Math.toIntExact(out.position() - offset));
  }

  private List<SortingColumn> sortingColumns() {
    List<SortingColumn> columns = new ArrayList<>();
    for (int i = 0; i < sortedColumns; i++) {
      columns.add(new SortingColumn(i, false, false));
    }
    return columns;
  }
}
