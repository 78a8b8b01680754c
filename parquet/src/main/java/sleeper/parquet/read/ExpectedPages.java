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
  static List<ByteRange> of(BlockMetaData group, Schema schema, long fileBytes) {
    List<ByteRange> ranges = new ArrayList<>();
    for (ColumnChunkMetaData chunk : chunks(group, schema, fileBytes)) {
      ranges.add(
          new ByteRange(chunk.getStartingPos(), chunk.getStartingPos() + chunk.getTotalSize()));
    }
    return ranges;
  }

  /** The dictionaries, and the pages that have selected rows, where the file has an index. */
  static List<ByteRange> of(RowGroup group, Schema schema, RowSelection selection) {
    List<ByteRange> ranges = new ArrayList<>();
    for (ColumnChunkMetaData chunk : chunks(group.block(), schema, group.length())) {
      OffsetIndex pages = group.offsetIndex(chunk);
      long start = chunk.getStartingPos();
      if (pages == null || pages.getPageCount() == 0) {
        ranges.add(new ByteRange(start, start + chunk.getTotalSize()));
      } else {
        addPages(pages, start, group, selection, ranges);
      }
    }
    return ranges;
  }

  private static void addPages(
      OffsetIndex pages,
      long start,
      RowGroup group,
      RowSelection selection,
      List<ByteRange> ranges) {
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
