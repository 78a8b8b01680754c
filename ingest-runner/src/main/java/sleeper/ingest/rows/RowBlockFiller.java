package sleeper.ingest.rows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.RowBlock;

/**
 * Collects rows into a block. Rows of another schema are matched by the names of their fields.
 *
 * <p>One thread. Its memory is the block's, which grows to its limit in rows or bytes, whichever
 * comes first.
 */
public final class RowBlockFiller {

  private static final int FIRST_CAPACITY = 1024;

  private final Schema schema;
  private final ColumnFiller[] fillers;
  private final ColumnFiller[] variableFillers;
  private final BlockLimits limits;
  private final long fixedRowBytes;
  private int rows;
  private long bytes;
  private long rowsBefore;
  private Schema lastRowSchema;
  private int[] positions;

  /** A filler of an empty block. */
  public RowBlockFiller(Schema schema, BlockLimits limits) {
    this.schema = schema;
    this.limits = limits;
    int keys = schema.keyCount();
    int firstCapacity = Math.min(limits.maxRows(), FIRST_CAPACITY);
    fillers = new ColumnFiller[schema.fields().size()];
    for (int i = 0; i < fillers.length; i++) {
      fillers[i] =
          ColumnFillers.create(
              schema.field(i),
              firstCapacity,
              i < keys ? ColumnFillers.KeyRole.KEY : ColumnFillers.KeyRole.VALUE);
    }
    variableFillers =
        Arrays.stream(fillers).filter(filler -> !isFixed(filler)).toArray(ColumnFiller[]::new);
    fixedRowBytes = Arrays.stream(fillers).filter(RowBlockFiller::isFixed).count() * Long.BYTES;
    lastRowSchema = schema;
    positions = identity(fillers.length);
  }

  /**
   * Appends a row, copying its values.
   *
   * @return whether there is room for another one
   * @throws InvalidInput naming row, column and value of what does not fit the schema; the filler
   *     cannot be used any more then
   * @throws BudgetExceeded if the row is larger than a row may be
   */
  public boolean append(Row row) {
    int[] from = positionsIn(row.schema());
    for (int i = 0; i < fillers.length; i++) {
      append(i, from[i] < 0 ? null : row.get(from[i]));
    }
    rows++;
    long before = bytes;
    bytes = usedBytes();
    if (bytes - before > limits.maxRowBytes()) {
      throw tooLarge(bytes - before);
    }
    return rows < limits.maxRows() && bytes < limits.maxBytes();
  }

  /** How many rows the block has now. */
  public int rows() {
    return rows;
  }

  /** How many rows have been appended in all. */
  public long totalRows() {
    return rowsBefore + rows;
  }

  /** The place of a row of the block, counted from 1 over all blocks. */
  public String placeOf(int rowInBlock) {
    return "row " + (rowsBefore + rowInBlock + 1);
  }

  /** The rows so far, in the filler's own arrays: valid until the next {@link #append}. */
  public RowBlock block() {
    List<Column> columns = new ArrayList<>(fillers.length);
    for (ColumnFiller filler : fillers) {
      columns.add(filler.column());
    }
    return new RowBlock(schema, columns, rows);
  }

  /** Starts the next block. */
  public void clear() {
    rowsBefore += rows;
    rows = 0;
    bytes = 0;
    for (ColumnFiller filler : fillers) {
      filler.clear();
    }
  }

  private void append(int index, @Nullable Object value) {
    if (value == null) {
      appendNull(index);
      return;
    }
    try {
      fillers[index].append(value);
    } catch (ValueMismatch e) {
      throw new InvalidInput(place(index) + e.getMessage(), e);
    }
  }

  private void appendNull(int index) {
    Field field = schema.field(index);
    if (!field.nullable()) {
      throw new InvalidInput(place(index) + "there is no value, and the field is not nullable");
    }
    fillers[index].appendNull();
  }

  private String place(int index) {
    return "Row " + (totalRows() + 1) + ", column " + schema.field(index).name() + ": ";
  }

  /** Rows of one source share one schema object, so identity answers nearly always. */
  @SuppressWarnings("ReferenceEquality")
  private int[] positionsIn(Schema rowSchema) {
    if (rowSchema != lastRowSchema) {
      positions = matchNames(rowSchema);
      lastRowSchema = rowSchema;
    }
    return positions;
  }

  private int[] matchNames(Schema rowSchema) {
    int[] matched = new int[fillers.length];
    for (int i = 0; i < matched.length; i++) {
      matched[i] = rowSchema.indexOf(schema.field(i).name());
    }
    return matched;
  }

  /** Fixed-width values are counted as eight bytes each, so that only the others need a look. */
  private long usedBytes() {
    long used = fixedRowBytes * rows;
    for (ColumnFiller filler : variableFillers) {
      used += filler.column().usedBytes();
    }
    return used;
  }

  private BudgetExceeded tooLarge(long rowBytes) {
    return new BudgetExceeded(
        "Row "
            + totalRows()
            + " takes "
            + rowBytes
            + " bytes, more than the "
            + limits.maxRowBytes()
            + " that a row may take with this memory budget; raise the memory budget to at least "
            + BlockLimits.budgetForRow(rowBytes)
            + " bytes");
  }

  private static boolean isFixed(ColumnFiller filler) {
    Column column = filler.column();
    return column instanceof IntColumn
        || column instanceof LongColumn
        || column instanceof ByteColumn;
  }

  private static int[] identity(int length) {
    int[] positions = new int[length];
    for (int i = 0; i < length; i++) {
      positions[i] = i;
    }
    return positions;
  }
}
