package sleeper.parquet.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ByteRange;

/** Where in a file the bytes are that reading a row group takes. */
final class ExpectedPages {

  private ExpectedPages() {}

  /** The chunks of the columns of a schema, those of them that lie in the file. */
  static List<List<ByteRange>> of(BlockMetaData group, Schema schema, long fileBytes) {
    return chunks(group, schema, fileBytes).stream().map(chunk -> List.of(whole(chunk))).toList();
  }

  /** The dictionaries, and the pages that have selected rows, where the file has an index. */
  static List<List<ByteRange>> of(RowGroup group, Schema schema, RowSelection selection) {
    List<List<ByteRange>> streams = new ArrayList<>();
    for (ColumnChunkMetaData chunk : chunks(group.block(), schema, group.length())) {
      OffsetIndex pages = group.offsetIndex(chunk);
      streams.add(
          pages == null || pages.getPageCount() == 0
              ? List.of(whole(chunk))
              : pages(pages, chunk.getStartingPos(), group, selection));
    }
    return streams;
  }

  private static List<ByteRange> pages(
      OffsetIndex pages, long start, RowGroup group, RowSelection selection) {
    List<ByteRange> ranges = new ArrayList<>();
    if (pages.getOffset(0) > start) {
      addWithin(start, pages.getOffset(0), group.length(), ranges);
    }
    long rows = group.block().getRowCount();
    for (int page = 0; page < pages.getPageCount(); page++) {
      long next = selection.nextFrom(pages.getFirstRowIndex(page));
      if (next <= pages.getLastRowIndex(page, rows) && selection.runFrom(next) > 0) {
        long offset = pages.getOffset(page);
        addWithin(offset, offset + pages.getCompressedPageSize(page), group.length(), ranges);
      }
    }
    return ranges;
  }

  private static ByteRange whole(ColumnChunkMetaData chunk) {
    return new ByteRange(chunk.getStartingPos(), chunk.getStartingPos() + chunk.getTotalSize());
  }

  /** A broken file is found out when it is read, with a better message. */
  private static void addWithin(long start, long end, long fileBytes, List<ByteRange> ranges) {
    if (start >= 0 && start < end && end <= fileBytes) {
      ranges.add(new ByteRange(start, end));
    }
  }

  private static List<ColumnChunkMetaData> chunks(
      BlockMetaData group, Schema schema, long fileBytes) {
    return group.getColumns().stream()
        .filter(chunk -> schema.indexOf(chunk.getPath().toArray()[0]) >= 0)
        .filter(chunk -> isWithin(chunk.getStartingPos(), chunk.getTotalSize(), fileBytes))
        .toList();
  }

  private static boolean isWithin(long start, long size, long fileBytes) {
    return start >= 0 && size >= 0 && start <= fileBytes && size <= fileBytes - start;
  }
}
