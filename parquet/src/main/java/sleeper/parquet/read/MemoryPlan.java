package sleeper.parquet.read;

import java.util.List;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;

/**
 * How a reader's memory is shared: half of it, or what the settings say, for read buffers, pages
 * and dictionaries, counted as they are allocated; half for the block, planned ahead with room for
 * arrays that grow.
 *
 * @param blockRows the most rows of a block
 * @param maxBytes the bytes of values after which a column of a block is full, where they have any
 *     length
 * @param maxRowBytes the most bytes of values of one row in a column: more than that only where the
 *     settings allow for pages larger than common ones
 * @param readAheadBytes what to read at once from one column
 * @param expectedBytes what a remote file may fetch ahead, for all columns together
 * @param pageBytes the bytes for buffers, what is fetched ahead, pages and dictionaries together
 */
record MemoryPlan(
    int blockRows,
    int maxBytes,
    int maxRowBytes,
    int readAheadBytes,
    long expectedBytes,
    long pageBytes) {

  private static final int BLOCK_SHARES = 6;
  private static final int READ_AHEAD_SHARES = 8;
  private static final int FEWEST_READ_AHEAD_BYTES = 16 * 1024;
  private static final int MOST_READ_AHEAD_BYTES = 1024 * 1024;
  private static final int REMOTE_BUFFER_BYTES = 64 * 1024;
  private static final long MOST_REMOTE_BYTES = 128L << 20;
  private static final long LARGE_PAGE_BYTES = 8L << 20;
  private static final long COMMON_PAGE_BYTES = 1L << 20;
  private static final long OPEN_FILE_BYTES = 256L << 10;
  private static final int OFFSET_AND_NULL_BYTES = Integer.BYTES + 1;

  static MemoryPlan of(ReadSettings settings, List<BlockMetaData> rowGroups) {
    return of(settings.schema().fields(), settings, rowGroups);
  }

  static MemoryPlan of(List<Field> fields, ReadSettings settings, List<BlockMetaData> rowGroups) {
    long share = Math.max(1, settings.memoryBytes() / BLOCK_SHARES);
    long rowBytes = fields.stream().mapToLong(field -> fixedBytes(field.type())).sum();
    long mostRows = rowGroups.stream().mapToLong(BlockMetaData::getRowCount).max().orElse(1);
    int rows =
        (int) Math.max(1, Math.min(Math.min(settings.blockRows(), mostRows), share / rowBytes));
    int leaves = fields.stream().mapToInt(field -> leaves(field.type())).sum();
    int maxBytes = (int) Math.min(Integer.MAX_VALUE / 2, Math.max(1, share / leaves));
    long besides = settings.pageBytes() - settings.memoryBytes() / 2;
    return new MemoryPlan(
        rows,
        maxBytes,
        (int) Math.max(maxBytes, Math.min(Integer.MAX_VALUE / 2, besides)),
        (int)
            Math.max(
                FEWEST_READ_AHEAD_BYTES,
                Math.min(
                    MOST_READ_AHEAD_BYTES, settings.memoryBytes() / READ_AHEAD_SHARES / leaves)),
        0,
        settings.pageBytes());
  }

  /**
   * The same for a file that fetches what is expected: it has the memory to read ahead for all
   * columns together, and little is read from it at once.
   */
  MemoryPlan ofRemote(long fileBytes, ReadSettings settings) {
    return new MemoryPlan(
        blockRows,
        maxBytes,
        maxRowBytes,
        Math.min(readAheadBytes, REMOTE_BUFFER_BYTES),
        Math.min(fileBytes, Math.min(settings.memoryBytes() / READ_AHEAD_SHARES, pageBytes / 4)),
        pageBytes);
  }

  /**
   * Memory that is enough for row groups: twice what their pages take, as half of the memory is for
   * pages; of each column what is read ahead, and a page, or its dictionary and a page, compressed
   * and not; and a quarter more for levels and dictionary offsets.
   */
  static long wantedBytes(Schema schema, List<BlockMetaData> rowGroups) {
    long most = 0;
    for (BlockMetaData rowGroup : rowGroups) {
      long pages = 0;
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (schema.indexOf(chunk.getPath().toArray()[0]) >= 0) {
          pages +=
              Math.min(LARGE_PAGE_BYTES, chunk.getTotalUncompressedSize())
                  + Math.min(LARGE_PAGE_BYTES, chunk.getTotalSize())
                  + MOST_READ_AHEAD_BYTES;
        }
      }
      most = Math.max(most, 2 * pages * 5 / 4);
    }
    return most;
  }

  /**
   * Memory that lets a remote file fetch a row group while the one before it is read, as far as
   * that is not too much to ask for.
   */
  static long wantedRemoteBytes(Schema schema, List<BlockMetaData> rowGroups) {
    long most = 0;
    for (BlockMetaData rowGroup : rowGroups) {
      long bytes = 0;
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (schema.indexOf(chunk.getPath().toArray()[0]) >= 0) {
          bytes += chunk.getTotalSize();
        }
      }
      most = Math.max(most, bytes);
    }
    return Math.min(MOST_REMOTE_BYTES, 2 * READ_AHEAD_SHARES * most);
  }

  /**
   * Memory that a reader takes where no page or dictionary is larger than most writers make them:
   * of each column one of either and what is read ahead, none larger than its chunk; the block,
   * whose arrays grow by half; and a footer and a decompressor.
   */
  long usualBytes(Schema schema, List<BlockMetaData> rowGroups) {
    long most = 0;
    for (BlockMetaData rowGroup : rowGroups) {
      long pages = 0;
      long texts = 0;
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (schema.indexOf(chunk.getPath().toArray()[0]) >= 0) {
          long plain = chunk.getTotalUncompressedSize();
          pages +=
              2 * Math.min(COMMON_PAGE_BYTES, plain)
                  + Math.min(Math.max(readAheadBytes, COMMON_PAGE_BYTES / 4), chunk.getTotalSize());
          texts += Math.min(maxBytes, plain);
        }
      }
      most = Math.max(most, pages + texts);
    }
    long rowBytes = schema.fields().stream().mapToLong(field -> fixedBytes(field.type())).sum();
    return OPEN_FILE_BYTES + expectedBytes + most + blockRows * rowBytes * 3 / 2;
  }

  private static int leaves(Type type) {
    return type instanceof MapType ? 2 : 1;
  }

  private static long fixedBytes(Type type) {
    if (type instanceof PrimitiveType primitive) {
      return switch (primitive.kind()) {
        case BOOLEAN -> 2;
        case INT, FLOAT, DATE -> Integer.BYTES + 1;
        case LONG, DOUBLE, TIMESTAMP -> Long.BYTES + 1;
        case STRING, BYTE_ARRAY, DECIMAL -> Long.BYTES + OFFSET_AND_NULL_BYTES;
      };
    }
    return type instanceof ListType ? OFFSET_AND_NULL_BYTES : 2L * OFFSET_AND_NULL_BYTES;
  }
}
