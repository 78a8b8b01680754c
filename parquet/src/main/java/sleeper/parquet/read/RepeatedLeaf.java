package sleeper.parquet.read;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/**
 * Reads a leaf that has any number of values a row: the elements of lists, the keys or the values
 * of maps.
 *
 * <p>A row ends where the next begins, so that the last row read may still be open; its elements
 * then lie behind those of the complete rows.
 */
final class RepeatedLeaf {

  private static final int STEP = 4096;

  private final FieldSettings settings;
  private final LeafValues leaf;
  private final ElementColumn elements;
  private final int emptyLevel;
  private final int[] repetitions = new int[STEP];
  private final int[] definitions = new int[STEP];
  private int step;
  private int steps;
  private int pending;

  private RowSelection selection = RowSelection.all(0, 0);
  private long nextRow;
  private boolean open;
  private boolean wanted;
  private int rows;
  private long droppedRows;
  private int[] offsets = new int[1];
  private byte[] nulls = new byte[0];
  private boolean anyNull;

  /**
   * Reads a leaf.
   *
   * @param optional whether a row can have no list at all
   */
  RepeatedLeaf(FieldSettings settings, LeafValues leaf, ElementColumn elements, boolean optional) {
    this.settings = settings;
    this.leaf = leaf;
    this.elements = elements;
    emptyLevel = optional ? 1 : 0;
  }

  void open(RowGroup group, RowSelection selected) throws IOException {
    ColumnChunkMetaData chunk = group.chunk(leaf.path());
    leaf.open(chunk, group.offsetIndex(chunk));
    selection = selected;
    nextRow = 0;
    droppedRows = 0;
    open = false;
    wanted = false;
    step = 0;
    steps = 0;
  }

  /** Reads until so many rows are complete, or as many as memory allows, but one at least. */
  int fill(int count) throws IOException {
    while (rows < count) {
      if (step == steps) {
        endRowAtEndOfPage();
        if (rows == count || !load()) {
          break;
        }
      }
      walk(count);
    }
    if (rows == 0) {
      throw new BadPage("its column ends before the row group does");
    }
    return rows;
  }

  /** Where the elements of each row start, and, one further, end. */
  int[] offsets() {
    return offsets;
  }

  byte @Nullable [] nulls() {
    return anyNull ? nulls : null;
  }

  /** The elements of the first rows. */
  Column elements(int rowCount) {
    Column column = elements.elements();
    column.setSize(offsets[rowCount]);
    return column;
  }

  Column elementColumn() {
    return elements.elements();
  }

  /** Forgets the first rows. */
  void drop(int count) {
    int elementCount = offsets[count];
    elements.drop(elementCount);
    for (int i = count; i <= rows; i++) {
      offsets[i - count] = offsets[i] - elementCount;
    }
    if (anyNull) {
      int kept = Math.min(nulls.length - count, rows - count + 1);
      System.arraycopy(nulls, count, nulls, 0, kept);
    }
    rows -= count;
    droppedRows += count;
  }

  String place() {
    return "Page at %d of column %s".formatted(leaf.pagePosition(), leaf.name());
  }

  /**
   * Reads the next levels.
   *
   * @return false if there are none, or the block is full
   */
  private boolean load() throws IOException {
    if (leaf.left() == 0) {
      passOver();
    }
    if (!leaf.ensurePage()) {
      close();
      return false;
    }
    int most = Math.min(STEP, leaf.left());
    int count = elementRoom(most, settings.maxBytes());
    if (count == 0 && rows == 0) {
      count = elementRoom(most, settings.maxRowBytes());
    }
    if (count == 0) {
      if (rows == 0) {
        throw tooLarge();
      }
      return false;
    }
    leaf.repetition().read(repetitions, count);
    leaf.definition().read(definitions, count);
    leaf.consumed(count);
    step = 0;
    steps = count;
    return true;
  }

  /** Pages that have an index start with a row, so the next need not be read to end this one. */
  private void endRowAtEndOfPage() {
    if (leaf.left() == 0 && leaf.hasIndex()) {
      close();
    }
  }

  /** Leaves out pages without selected rows, which the page index shows to start with a row. */
  private void passOver() {
    long row = leaf.leavePage(nextRow, selection.nextFrom(nextRow));
    if (row > nextRow) {
      close();
      nextRow = row;
    }
  }

  private int elementRoom(int count, int maxBytes) {
    Column physical = elements.physical();
    long room = maxBytes - physical.usedBytes();
    int fixed = (int) Math.max(0, Math.min(count, room / Long.BYTES));
    return physical instanceof BytesColumn ? leaf.decoder().fitting(fixed, room) : fixed;
  }

  private void walk(int count) {
    while (step < steps) {
      if (repetitions[step] == 0) {
        close();
        if (rows == count) {
          break;
        }
        start();
      } else if (!open) {
        throw new BadPage("it starts inside of a row");
      }
      classify(repetitions[step], definitions[step]);
      step++;
    }
    flush();
  }

  private void start() {
    boolean selected = selection.nextFrom(nextRow) == nextRow && selection.runFrom(nextRow) > 0;
    if (selected != wanted) {
      flush();
      wanted = selected;
    }
    open = true;
    nextRow++;
    if (wanted && anyNull) {
      flag((byte) 0);
    }
  }

  private void close() {
    if (open && wanted) {
      rows++;
      if (offsets.length <= rows) {
        offsets = Arrays.copyOf(offsets, rows + (rows >> 1) + 16);
      }
      offsets[rows] = elements.physical().size() + pending;
    }
    open = false;
  }

  private void classify(int repetition, int definition) {
    if (definition == leaf.maxDefinitionLevel()) {
      pending++;
    } else if (wanted) {
      if (repetition > 0 || definition > emptyLevel) {
        throw new InvalidInput(
            "Row %d of file %s has a null inside of column %s; lists and maps of a table hold none"
                .formatted(rowNumber(rows), settings.file(), settings.field().name()));
      }
      if (definition < emptyLevel) {
        flagNull();
      }
    }
  }

  private void flagNull() {
    if (!settings.field().nullable()) {
      throw new InvalidInput(
          "Row %d of file %s has no value in column %s, and the table's field is not nullable"
              .formatted(rowNumber(rows), settings.file(), settings.field().name()));
    }
    if (!anyNull) {
      Arrays.fill(nulls, (byte) 0);
      anyNull = true;
    }
    flag((byte) 1);
  }

  private void flag(byte value) {
    if (nulls.length <= rows) {
      nulls = Arrays.copyOf(nulls, Math.max(rows + 1, settings.capacity() + 1));
    }
    nulls[rows] = value;
  }

  private void flush() {
    if (pending == 0) {
      return;
    }
    int count = pending;
    pending = 0;
    if (!wanted) {
      leaf.decoder().skip(count);
      return;
    }
    leaf.decoder().read(elements.physical(), count);
    try {
      elements.convert();
    } catch (BadValue e) {
      throw new InvalidInput(
          "Row %d of file %s has a value in column %s that %s"
              .formatted(
                  rowNumber(rowOfElement(e.index())),
                  settings.file(),
                  settings.field().name(),
                  e.problem()));
    }
  }

  private int rowOfElement(int index) {
    int row = 0;
    while (row < rows && offsets[row + 1] <= index) {
      row++;
    }
    return row;
  }

  private long rowNumber(int row) {
    return selection.filePosition(droppedRows + row) + 1;
  }

  private BudgetExceeded tooLarge() {
    return new BudgetExceeded(
        "Row %d of column %s in file %s has values of more than %d bytes; give reading more memory"
            .formatted(
                rowNumber(0), settings.field().name(), settings.file(), settings.maxRowBytes()));
  }
}
