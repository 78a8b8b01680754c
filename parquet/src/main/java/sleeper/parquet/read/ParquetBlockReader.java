package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.internal.filter2.columnindex.ColumnIndexStore;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;

/**
 * Reads one Parquet file into blocks, page by page: of each column it holds a read buffer and a
 * page, however large the row groups are.
 *
 * <p>Columns are found by name. A block never has rows of two row groups. Not thread-safe. The
 * opener closes the file.
 */
public final class ParquetBlockReader implements BlockSource {

  private final ReadableObject file;
  private final ReadSettings settings;
  private final ParquetFileReader footer;
  private final Decompressor decompressor;
  private final List<FieldReader> readers;
  private final MemoryPlan plan;

  private @Nullable FieldReader current;
  private int nextGroup;
  private RowSelection selection = RowSelection.all(0, 0);
  private long selected;
  private long delivered;
  private long firstRow;

  private ParquetBlockReader(
      ReadableObject file,
      ReadSettings settings,
      ParquetFileReader footer,
      Decompressor decompressor) {
    this.file = file;
    this.settings = settings;
    this.footer = footer;
    this.decompressor = decompressor;
    List<BlockMetaData> all = footer.getFooter().getBlocks();
    MemoryPlan local = MemoryPlan.of(settings, all);
    plan = file.isRemote() ? local.ofRemote(file.length(), settings) : local;
    readers =
        new FileFields(file, message(), all, plan, decompressor)
            .readers(settings.schema().fields(), settings.schema().keyCount());
  }

  /**
   * Opens a file and checks its footer against the schema.
   *
   * @param file stays open after the reader is closed
   * @throws InvalidInput if the file is not Parquet, is encrypted, lacks a column, or has one of a
   *     type that the table's cannot hold
   * @throws CorruptData if the footer is broken
   */
  public static ParquetBlockReader open(ReadableObject file, ReadSettings settings)
      throws IOException {
    Decompressor decompressor = new Decompressor();
    ParquetFileReader footer = ParquetFooter.open(file, settings.filter(), decompressor);
    try {
      return new ParquetBlockReader(file, settings, footer, decompressor);
    } catch (InvalidInput | BudgetExceeded e) {
      footer.close();
      throw e;
    } catch (RuntimeException e) {
      footer.close();
      throw new CorruptData(
          "The footer of file %s contradicts itself: %s".formatted(file.name(), e), e);
    }
  }

  /** The most rows of a block; fewer where values are long, and at the end of a row group. */
  public int blockRows() {
    return plan.blockRows();
  }

  /** How many rows the file has, filtered or not. */
  public long rows() {
    return footer.getFooter().getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
  }

  /**
   * About how much memory would be enough to read the file without being refused for a large page,
   * which may be more than {@link ReadSettings#memoryBytes}. Page sizes are not in the footer: a
   * column is taken to have one page a row group, up to a size that few writers exceed. A remote
   * file may gain by more, to fetch row groups ahead.
   */
  public long wantedBytes() {
    List<BlockMetaData> all = footer.getFooter().getBlocks();
    long wanted = MemoryPlan.wantedBytes(settings.schema(), all);
    return file.isRemote()
        ? Math.max(wanted, MemoryPlan.wantedRemoteBytes(settings.schema(), all))
        : wanted;
  }

  /**
   * About how much memory the reader takes, unless the file has pages or dictionaries larger than
   * most writers make them.
   */
  public long usualBytes() {
    return plan.usualBytes(settings.schema(), footer.getFooter().getBlocks());
  }

  /** The columns of the file that the schema has not, in the file's order. */
  public List<String> ignoredColumns() {
    return message().getFields().stream()
        .map(Type::getName)
        .filter(name -> settings.schema().indexOf(name) < 0)
        .toList();
  }

  /**
   * The columns of the schema whose timestamps the file has without a time zone, in the file's
   * order. They are read as if their clock had shown UTC.
   */
  public List<String> localTimestampColumns() {
    return message().getFields().stream()
        .filter(
            field -> settings.schema().indexOf(field.getName()) >= 0 && hasLocalTimestamp(field))
        .map(Type::getName)
        .toList();
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    try {
      readers.forEach(FieldReader::drop);
      while (delivered == selected) {
        if (!openGroup()) {
          return null;
        }
      }
      return read();
    } catch (EOFException e) {
      throw corrupt("ends too early", e);
    } catch (InvalidInput | BudgetExceeded e) {
      throw e;
    } catch (BadPage e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // Bytes that are not what they should be can break any assumption of a decoder.
      throw corrupt("cannot be decoded: " + e, e);
    }
  }

  /**
   * The position in the file, from 0, of the first row of the block that was returned last. With a
   * filter the other rows of the block need not follow it directly.
   */
  public long firstRow() {
    return firstRow;
  }

  @Override
  public long memoryBytes() {
    return Math.max(settings.memoryBytes(), settings.pageBytes());
  }

  @Override
  public void close() throws IOException {
    try (decompressor) {
      footer.close();
    }
  }

  private boolean openGroup() throws IOException {
    List<BlockMetaData> groups = footer.getRowGroups();
    if (nextGroup == groups.size()) {
      return false;
    }
    int index = nextGroup++;
    BlockMetaData block = groups.get(index);
    if (block.getRowCount() < 0) {
      throw new BadPage("a row group has " + block.getRowCount() + " rows");
    }
    boolean filtered = settings.filter().isPresent();
    selection =
        filtered
            ? RowSelection.of(footer.getRowRanges(index), block.getRowIndexOffset())
            : RowSelection.all(block.getRowCount(), block.getRowIndexOffset());
    selected = selection.rows();
    delivered = 0;
    if (selected > 0) {
      RowGroup group =
          new RowGroup(
              file.name(), file.length(), block, path -> filtered ? pages(index, path) : null);
      if (file.isRemote()) {
        file.expect(expected(group, index));
      }
      for (FieldReader reader : readers) {
        current = reader;
        reader.open(group, selection);
      }
    }
    return true;
  }

  private ExpectedReads expected(RowGroup group, int index) {
    List<BlockMetaData> groups = footer.getRowGroups();
    boolean isScan = settings.filter().isEmpty();
    List<List<ByteRange>> following =
        isScan && index + 1 < groups.size()
            ? ExpectedPages.of(groups.get(index + 1), settings.schema(), file.length())
            : List.of();
    List<List<ByteRange>> streams =
        isScan
            ? ExpectedPages.of(group.block(), settings.schema(), file.length())
            : ExpectedPages.of(group, settings.schema(), selection);
    return new ExpectedReads(streams, following, plan.expectedBytes());
  }

  private @Nullable OffsetIndex pages(int group, ColumnPath path) {
    try {
      return footer.getColumnIndexStore(group).getOffsetIndex(path);
    } catch (ColumnIndexStore.MissingOffsetIndexException e) {
      return null;
    }
  }

  private RowBlock read() throws IOException {
    int rows = (int) Math.min(plan.blockRows(), selected - delivered);
    for (FieldReader reader : readers) {
      current = reader;
      rows = Math.min(rows, reader.fill(rows));
    }
    List<Column> columns = new ArrayList<>(readers.size());
    for (FieldReader reader : readers) {
      columns.add(reader.take(rows));
    }
    firstRow = selection.filePosition(delivered);
    delivered += rows;
    return new RowBlock(settings.schema(), columns, rows);
  }

  private CorruptData corrupt(String problem, Exception cause) {
    String place = current == null ? "Its footer" : current.place();
    return new CorruptData(
        "File %s is corrupt: %s: %s".formatted(file.name(), place, problem), cause);
  }

  private static boolean hasLocalTimestamp(Type type) {
    if (!type.isPrimitive()) {
      return type.asGroupType().getFields().stream()
          .anyMatch(ParquetBlockReader::hasLocalTimestamp);
    }
    return type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation timestamp
        && !timestamp.isAdjustedToUTC();
  }

  private MessageType message() {
    return footer.getFileMetaData().getSchema();
  }
}
