package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.BytesColumn;

/**
 * The pages of one column, one in memory at a time: headers read, checksums verified, bytes
 * decompressed. The page that {@link #next} found is valid until it is called again.
 */
final class PageStream {

  /** What old writers forgot to count in a chunk's size. */
  private static final long SIZE_SLACK = 64 * 1024;

  private final ChunkInput input;
  private final Decompressor decompressor;
  private final MemoryBudget budget;
  private final String column;
  private final CRC32 crc = new CRC32();

  private byte[] decompressed = new byte[0];
  private byte[] bodyData = decompressed;
  private CompressionCodecName codec = CompressionCodecName.UNCOMPRESSED;
  private long valuesLeft;
  private long chunkValues;
  private long maxPageBytes;
  private long pagePosition;
  private @Nullable OffsetIndex pages;
  private boolean atStart;

  PageStream(ChunkInput input, Decompressor decompressor, MemoryBudget budget, String column) {
    this.input = input;
    this.decompressor = decompressor;
    this.budget = budget;
    this.column = column;
  }

  /** Starts to read a chunk; with an offset index, pages can be passed over unread. */
  void open(ColumnChunkMetaData chunk, @Nullable OffsetIndex offsetIndex) {
    codec = chunk.getCodec();
    chunkValues = chunk.getValueCount();
    valuesLeft = chunkValues;
    maxPageBytes = chunk.getTotalUncompressedSize() + SIZE_SLACK;
    pages = offsetIndex;
    atStart = true;
    input.open(chunk.getStartingPos(), chunk.getStartingPos() + chunk.getTotalSize());
  }

  /**
   * Loads the next page, a dictionary's or one of data.
   *
   * @return null at the end of the chunk
   */
  @Nullable Page next() throws IOException {
    while (valuesLeft > 0) {
      pagePosition = input.filePosition();
      if (pages != null) {
        if (pagePosition >= end(pages)) {
          return null;
        }
        input.readAheadTo(pageEnd(pages, pagePosition));
      }
      PageHeader header = PageHeader.read(input, input.remaining());
      int compressed = header.compressedBytes();
      int uncompressed = header.uncompressedBytes();
      checkSizes(compressed, uncompressed);
      input.require(compressed);
      checkCrc(header, compressed);
      Page loaded = load(header, compressed, uncompressed);
      atStart = false;
      if (loaded != null) {
        return loaded;
      }
    }
    return null;
  }

  /** Where the page that was last begun lies in the file. */
  long pagePosition() {
    return pagePosition;
  }

  /**
   * Goes to the page that has a row, if it can without reading those before.
   *
   * @param from the row that would be read next
   * @return the first row of the page that is read next: from, where nothing could be passed over
   */
  long seekRow(long from, long row) {
    if (pages == null || (atStart && input.filePosition() < pages.getOffset(0))) {
      return from;
    }
    int last = pages.getPageCount() - 1;
    int target = last;
    while (target > 0 && pages.getFirstRowIndex(target) > row) {
      target--;
    }
    if (pages.getFirstRowIndex(target) <= from) {
      return from;
    }
    input.seek(pages.getOffset(target));
    atStart = false;
    return pages.getFirstRowIndex(target);
  }

  /** Where the last page ends: values of pages that were passed over are still counted as left. */
  private static long end(OffsetIndex pages) {
    int last = pages.getPageCount() - 1;
    return last < 0 ? 0 : pages.getOffset(last) + pages.getCompressedPageSize(last);
  }

  /** Where the page at a position ends, or a dictionary before the first page. */
  private static long pageEnd(OffsetIndex pages, long position) {
    int page = 0;
    while (page < pages.getPageCount() && pages.getOffset(page) < position) {
      page++;
    }
    if (page == pages.getPageCount()) {
      return position;
    }
    boolean isBefore = pages.getOffset(page) > position;
    return pages.getOffset(page) + (isBefore ? 0 : pages.getCompressedPageSize(page));
  }

  private @Nullable Page load(PageHeader header, int compressed, int uncompressed) {
    return switch (header.type()) {
      case DICTIONARY_PAGE -> dictionary(header, compressed, uncompressed);
      case DATA_PAGE -> dataV1(header, compressed, uncompressed);
      case DATA_PAGE_V2 -> dataV2(header, compressed, uncompressed);
      case INDEX_PAGE -> {
        input.advance(compressed);
        yield null;
      }
    };
  }

  private void checkSizes(int compressed, int uncompressed) throws IOException {
    if (compressed < 0 || uncompressed < 0 || uncompressed > maxPageBytes) {
      throw new BadPage(
          "its header has sizes of %d and %d bytes in a chunk of %d"
              .formatted(compressed, uncompressed, maxPageBytes - SIZE_SLACK));
    }
    if (compressed > input.remaining()) {
      throw new EOFException("the file ends inside of a page");
    }
  }

  private void checkCrc(PageHeader header, int compressed) {
    Integer expected = header.checksum();
    if (expected == null) {
      return;
    }
    crc.reset();
    crc.update(input.buffer(), input.index(), compressed);
    if ((int) crc.getValue() != expected) {
      throw new BadPage(
          "its checksum is %08x, its header says %08x".formatted((int) crc.getValue(), expected));
    }
  }

  private Page dictionary(PageHeader header, int compressed, int uncompressed) {
    if (!atStart) {
      throw new BadPage("it is a dictionary page that is not the chunk's first");
    }
    int start = body(compressed, uncompressed, 0);
    return new Page(
        bodyData,
        start,
        start + uncompressed,
        checkedCount(header.values(), uncompressed),
        header.encoding(),
        true,
        Page.Levels.NONE,
        Page.Levels.NONE);
  }

  private Page dataV1(PageHeader header, int compressed, int uncompressed) {
    int start = body(compressed, uncompressed, 0);
    int values = takeValues(header.values());
    return new Page(
        bodyData,
        start,
        start + uncompressed,
        values,
        header.encoding(),
        false,
        new Page.Levels(header.repetitionEncoding(), -1),
        new Page.Levels(header.definitionEncoding(), -1));
  }

  private Page dataV2(PageHeader header, int compressed, int uncompressed) {
    int repetition = header.repetitionBytes();
    int definition = header.definitionBytes();
    long levels = (long) repetition + definition;
    if (repetition < 0 || definition < 0 || levels > compressed || levels > uncompressed) {
      throw new BadPage("its levels are longer than the page");
    }
    int start =
        header.isCompressed()
            ? body(compressed, uncompressed, (int) levels)
            : inPlace(compressed, uncompressed);
    int values = takeValues(header.values());
    return new Page(
        bodyData,
        start,
        start + uncompressed,
        values,
        header.encoding(),
        false,
        new Page.Levels(Encoding.RLE, repetition),
        new Page.Levels(Encoding.RLE, definition));
  }

  /** Makes a page's bytes available without compression; its levels never are compressed. */
  private int body(int compressed, int uncompressed, int levels) {
    if (codec == CompressionCodecName.UNCOMPRESSED) {
      return inPlace(compressed, uncompressed);
    }
    ensureDecompressed(uncompressed);
    System.arraycopy(input.buffer(), input.index(), decompressed, 0, levels);
    if (uncompressed > levels) {
      decompressor.decompress(
          codec,
          new Decompressor.Slice(input.buffer(), input.index() + levels, compressed - levels),
          decompressed,
          levels,
          uncompressed - levels);
    }
    input.advance(compressed);
    bodyData = decompressed;
    return 0;
  }

  private int inPlace(int compressed, int uncompressed) {
    if (compressed != uncompressed) {
      throw new BadPage(
          "it is not compressed and has sizes of %d and %d bytes"
              .formatted(compressed, uncompressed));
    }
    int start = input.index();
    input.advance(compressed);
    bodyData = input.buffer();
    return start;
  }

  private void ensureDecompressed(int bytes) {
    int needed = bytes + BytesColumn.PADDING;
    if (decompressed.length < needed) {
      budget.reserve(needed - (long) decompressed.length, column);
      decompressed = new byte[needed];
    }
  }

  private int takeValues(int values) {
    checkedCount(values, chunkValues);
    valuesLeft -= values;
    return values;
  }

  private int checkedCount(int values, long most) {
    if (values > most) {
      throw new BadPage("its header has %d values where %d are possible".formatted(values, most));
    }
    return values;
  }
}
