package sleeper.parquet.write;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.ColumnIndexBuilder;
import org.apache.parquet.internal.column.columnindex.OffsetIndexBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Writes the pages of one column chunk as they come and gathers what the footer says of them.
 *
 * <p>Pages go straight to the file: no chunk is held in memory.
 */
final class ChunkOutput {

  private final ByteOutput out;
  private final WriteSettings settings;
  private final PageCompressor compressor;
  private final ColumnDescriptor column;
  private final EncodingStats.Builder encodingStats = new EncodingStats.Builder();
  private final Set<Encoding> encodings = EnumSet.noneOf(Encoding.class);
  private final ColumnIndexBuilder columnIndex;
  private final OffsetIndexBuilder offsetIndex = OffsetIndexBuilder.getBuilder();
  private final CRC32 checksum = new CRC32();
  private @Nullable Statistics<?> statistics;
  private boolean bounded = true;
  private long dictionaryOffset;
  private long firstDataOffset = -1;
  private long entries;
  private long uncompressedBytes;
  private final long start;

  ChunkOutput(
      ByteOutput out, WriteSettings settings, PageCompressor compressor, ColumnDescriptor column) {
    this.out = out;
    this.settings = settings;
    this.compressor = compressor;
    this.column = column;
    this.columnIndex =
        ColumnIndexBuilder.getBuilder(
            column.getPrimitiveType(), settings.columnIndexTruncateLength());
    this.start = out.position();
    if (settings.pageVersion() == PageVersion.V2) {
      encodingStats.withV2Pages();
    }
  }

  /** Writes the dictionary, before any data page. */
  void writeDictionary(PageBuffer content, int size) throws IOException {
    dictionaryOffset = out.position();
    int compressed = compressor.compress(content.bytes(), 0, content.size());
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, content.size(), compressed);
    header.setDictionary_page_header(
        new DictionaryPageHeader(size, org.apache.parquet.format.Encoding.PLAIN));
    if (settings.pageChecksums()) {
      checksum.reset();
      checksum.update(compressor.output(), 0, compressed);
      header.setCrc((int) checksum.getValue());
    }
    writePage(header, content, 0, compressed);
    encodingStats.addDictEncoding(Encoding.PLAIN);
    encodings.add(Encoding.PLAIN);
  }

  /** Writes the next data page. */
  void writeData(DataPage page) throws IOException {
    long offset = out.position();
    if (firstDataOffset < 0) {
      firstDataOffset = offset;
    }
    if (settings.pageVersion() == PageVersion.V2) {
      writeV2(page);
    } else {
      writeV1(page);
    }
    offsetIndex.add(Math.toIntExact(out.position() - offset), page.levels().rows());
    entries += page.levels().entries();
    encodingStats.addDataEncoding(page.encoding());
    encodings.add(page.encoding());
    encodings.add(Encoding.RLE);
    merge(page);
  }

  private void writeV1(DataPage page) throws IOException {
    PageBuffer content = page.content();
    int compressed = compressor.compress(content.bytes(), 0, content.size());
    PageHeader header = new PageHeader(PageType.DATA_PAGE, content.size(), compressed);
    header.setData_page_header(
        new DataPageHeader(
            page.levels().entries(),
            formatOf(page.encoding()),
            org.apache.parquet.format.Encoding.RLE,
            org.apache.parquet.format.Encoding.RLE));
    setChecksum(header, content, 0, compressed);
    writePage(header, content, 0, compressed);
  }

  private void writeV2(DataPage page) throws IOException {
    PageBuffer content = page.content();
    PageLevels levels = page.levels();
    int values = content.size() - levels.bytes();
    int compressed = compressor.compress(content.bytes(), levels.bytes(), values);
    boolean smaller = compressed < values;
    PageHeader header =
        new PageHeader(
            PageType.DATA_PAGE_V2,
            content.size(),
            levels.bytes() + (smaller ? compressed : values));
    header.setData_page_header_v2(
        new DataPageHeaderV2(
                levels.entries(),
                levels.nulls(),
                levels.rows(),
                formatOf(page.encoding()),
                levels.definitionBytes(),
                levels.repetitionBytes())
            .setIs_compressed(smaller));
    int plain = smaller ? levels.bytes() : content.size();
    int packed = smaller ? compressed : 0;
    setChecksum(header, content, plain, packed);
    writePage(header, content, plain, packed);
  }

  private void setChecksum(PageHeader header, PageBuffer content, int plain, int compressed) {
    if (settings.pageChecksums()) {
      checksum.reset();
      checksum.update(content.bytes(), 0, plain);
      checksum.update(compressor.output(), 0, compressed);
      header.setCrc((int) checksum.getValue());
    }
  }

  /** Writes a header, the first bytes of the content as they are, and the compressed rest. */
  private void writePage(PageHeader header, PageBuffer content, int plain, int compressed)
      throws IOException {
    long offset = out.position();
    Util.writePageHeader(header, out);
    uncompressedBytes += out.position() - offset + content.size();
    out.write(content.bytes(), 0, plain);
    out.write(compressor.output(), 0, compressed);
  }

  private void merge(DataPage page) {
    bounded &= page.bounded();
    columnIndex.add(page.statistics());
    if (statistics == null) {
      statistics = page.statistics().copy();
    } else {
      statistics.mergeStatistics(page.statistics());
    }
  }

  /** Ends the chunk. */
  WrittenChunk finish() {
    ColumnChunkMetaData metaData =
        ColumnChunkMetaData.get(
            ColumnPath.get(column.getPath()),
            column.getPrimitiveType(),
            compressor.codec(),
            encodingStats.build(),
            encodings,
            chunkStatistics(),
            firstDataOffset,
            dictionaryOffset,
            entries,
            out.position() - start,
            uncompressedBytes);
    return new WrittenChunk(
        metaData, bounded ? columnIndex.build() : null, offsetIndex.build(firstDataOffset));
  }

  private Statistics<?> chunkStatistics() {
    Statistics<?> all = statistics;
    if (all == null) {
      throw new IllegalStateException("Column chunk " + column + " has no page");
    }
    return bounded
        ? all
        : Statistics.getBuilderForReading(column.getPrimitiveType())
            .withNumNulls(all.getNumNulls())
            .build();
  }

  private static org.apache.parquet.format.Encoding formatOf(Encoding encoding) {
    return org.apache.parquet.format.Encoding.valueOf(encoding.name());
  }
}
