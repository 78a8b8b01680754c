package sleeper.query.testing;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.RowBlock;
import sleeper.query.scan.DataFiles;
import sleeper.query.scan.ReadRequest;

/** Data files that are lists of rows. Counts what is opened and closed; skips no rows. */
public final class MemoryDataFiles implements DataFiles {

  private final Map<String, List<Row>> files = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private int open;

  /** Adds a file, or replaces it. */
  public void put(String filename, List<Row> rows) {
    files.put(filename, List.copyOf(rows));
  }

  /** Makes a file go away. */
  public void remove(String filename) {
    files.remove(filename);
  }

  /** The files that were opened, in order. */
  public List<String> opened() {
    return opened;
  }

  /** How many sources have not been closed. */
  public int open() {
    return open;
  }

  @Override
  public BlockSource open(String filename, ReadRequest request) throws NoSuchFileException {
    List<Row> rows = existing(filename);
    opened.add(filename);
    open++;
    return new RowSource(request.schema(), rows, request.blockRows());
  }

  @Override
  public long rows(String filename) throws NoSuchFileException {
    return existing(filename).size();
  }

  private List<Row> existing(String filename) throws NoSuchFileException {
    List<Row> rows = files.get(filename);
    if (rows == null) {
      throw new NoSuchFileException(filename);
    }
    return rows;
  }

  /** Gives blocks of uneven sizes; every second one has its texts in dictionaries. */
  private final class RowSource implements BlockSource {

    private final Schema schema;
    private final List<Row> rows;
    private final int blockRows;
    private int position;
    private int blocks;
    private boolean isClosed;

    RowSource(Schema schema, List<Row> rows, int blockRows) {
      this.schema = schema;
      this.rows = rows;
      this.blockRows = blockRows;
    }

    @Override
    public @Nullable RowBlock next() {
      if (position == rows.size()) {
        return null;
      }
      int size = Math.min(rows.size() - position, 1 + (blocks * 7) % blockRows);
      RowBlock block = TestBlocks.of(schema, rows.subList(position, position + size));
      position += size;
      return blocks++ % 2 == 0 ? block : withDictionaries(block);
    }

    @Override
    public long memoryBytes() {
      return blockRows;
    }

    @Override
    public void close() {
      if (!isClosed) {
        isClosed = true;
        open--;
      }
    }

    private RowBlock withDictionaries(RowBlock block) {
      List<Column> columns = new ArrayList<>();
      for (Column column : block.columns()) {
        boolean isText =
            column instanceof BytesColumn && !column.type().toString().startsWith("decimal");
        columns.add(isText ? TestBlocks.withDictionary((BytesColumn) column) : column);
      }
      return new RowBlock(block.schema(), columns, block.rows());
    }
  }
}
