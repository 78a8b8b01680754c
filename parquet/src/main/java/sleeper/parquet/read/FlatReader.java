package sleeper.parquet.read;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.parquet.block.BlockChecks;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/** Reads a field of single values. */
final class FlatReader implements FieldReader {

  private static final Dictionary NO_DICTIONARY =
      new Dictionary(new byte[BytesColumn.PADDING], new int[1], 0);

  private final FieldSettings settings;
  private final LeafValues leaf;
  private final Conversion conversion;
  private final Column physical;
  private final @Nullable Column converted;
  private final DictionaryColumn ids;
  private final boolean nullPossible;

  private RowSelection selection = RowSelection.all(0, 0);
  private long row;
  private boolean useIds;
  private int filled;
  private int taken;
  private byte[] nulls = new byte[0];
  private boolean anyNull;
  private int[] levels = new int[0];

  FlatReader(FieldSettings settings, LeafValues leaf, Conversion conversion) {
    this.settings = settings;
    this.leaf = leaf;
    this.conversion = conversion;
    sleeper.core.schema.PrimitiveType type = settings.field().primitiveType();
    int capacity = settings.capacity();
    if (conversion.isInPlace()) {
      physical = PhysicalTypes.column(leaf.type(), type, capacity, 0);
      converted = null;
    } else {
      physical = PhysicalTypes.column(leaf.type(), capacity, 0);
      converted = sleeper.parquet.block.Columns.create(type, capacity);
    }
    ids = new DictionaryColumn(type, 0, NO_DICTIONARY);
    nullPossible = leaf.maxDefinitionLevel() > 0;
  }

  @Override
  public void open(RowGroup group, RowSelection selected) throws IOException {
    ColumnChunkMetaData chunk = group.chunk(leaf.path());
    if (chunk.getValueCount() != group.block().getRowCount()) {
      throw new BadPage(
          "its column has %d values in a row group of %d rows"
              .formatted(chunk.getValueCount(), group.block().getRowCount()));
    }
    leaf.open(chunk, group.offsetIndex(chunk));
    selection = selected;
    row = 0;
  }

  @Override
  public int fill(int rows) throws IOException {
    while (filled < rows) {
      goTo(selection.nextFrom(row));
      if (!leaf.ensurePage()) {
        throw new BadPage("its column ends before the row group does");
      }
      chooseColumn();
      if (useIds && !leaf.hasIds()) {
        break;
      }
      int part = part(rows);
      if (part == 0) {
        break;
      }
      readPart(part);
    }
    return filled;
  }

  @Override
  public Column take(int rows) {
    taken = rows;
    Column column = useIds || converted == null ? current() : converted;
    column.setSize(rows);
    column.setNulls(anyNull ? nulls : null);
    return column;
  }

  @Override
  public void drop() {
    if (taken == 0) {
      return;
    }
    Surplus.moveToFront(current(), taken, filled);
    if (converted != null && !useIds) {
      Surplus.moveToFront(converted, taken, filled);
    }
    if (anyNull) {
      System.arraycopy(nulls, taken, nulls, 0, filled - taken);
      anyNull = filled > taken;
    }
    filled -= taken;
    taken = 0;
  }

  @Override
  public String place() {
    return "Page at %d of column %s".formatted(leaf.pagePosition(), leaf.name());
  }

  private Column current() {
    return useIds ? ids : physical;
  }

  private void chooseColumn() {
    if (filled > 0) {
      return;
    }
    useIds = conversion.keepsDictionary() && leaf.hasIds();
    if (useIds) {
      ids.setDictionary(leaf.sharedDictionary());
      ids.clear();
    }
  }

  /** How many rows to read in one go: of one page, one selected range, within memory. */
  private int part(int rows) {
    int part = (int) Math.min(Math.min(rows - filled, leaf.left()), selection.runFrom(row));
    if (useIds || !(physical instanceof BytesColumn bytes)) {
      return part;
    }
    int fitting = leaf.decoder().fitting(part, settings.maxBytes() - bytes.offsets()[filled]);
    if (fitting == 0 && filled == 0) {
      fitting = leaf.decoder().fitting(1, settings.maxRowBytes());
    }
    if (fitting == 0 && filled == 0) {
      throw new BudgetExceeded(
          "Row %d of column %s in file %s has a value of more than %d bytes; give reading more memory"
              .formatted(
                  selection.offset() + row + 1,
                  settings.field().name(),
                  settings.file(),
                  settings.maxRowBytes()));
    }
    return fitting;
  }

  private void readPart(int count) {
    Column column = current();
    int start = filled;
    int present = nullPossible ? readLevels(count) : count;
    if (present < count) {
      flagNulls(start, count);
    } else if (anyNull) {
      ensureNulls(start + count);
      Arrays.fill(nulls, start, start + count, (byte) 0);
    }
    leaf.decoder().read(column, present);
    if (present < count) {
      column.ensureCapacity(start + count);
      Spread.overNulls(column, start, present, count, levels);
      column.setSize(start + count);
    }
    column.setNulls(anyNull ? nulls : null);
    leaf.consumed(count);
    filled = start + count;
    convert(column, start, count);
    row += count;
  }

  private void convert(Column column, int start, int count) {
    if (useIds && leaf.isDictionaryText()) {
      return;
    }
    Column target = converted == null ? column : converted;
    try {
      conversion.apply(column, start, count, target);
      if (settings.isKey()) {
        checkKey(target, start, count);
      }
    } catch (BadValue e) {
      long number = selection.offset() + row + (e.index() - start) + 1;
      throw new InvalidInput(
          "Row %d of file %s has a value in column %s that %s"
              .formatted(number, settings.file(), settings.field().name(), e.problem()));
    }
  }

  private static void checkKey(Column column, int start, int count) {
    int bad = BlockChecks.firstNotAKey(column, start, count);
    if (bad >= 0) {
      throw new BadValue(bad, "is NaN or -0.0, which a key cannot be");
    }
  }

  /** Reads definition levels; returns how many values are there. */
  private int readLevels(int count) {
    if (leaf.definition().skipRun(1, count)) {
      return count;
    }
    if (levels.length < count) {
      levels = new int[count];
    }
    leaf.definition().read(levels, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += levels[i];
    }
    return present;
  }

  private void flagNulls(int start, int count) {
    if (!settings.field().nullable()) {
      refuseNull(count);
    }
    ensureNulls(start + count);
    if (!anyNull) {
      Arrays.fill(nulls, 0, start, (byte) 0);
      anyNull = true;
    }
    for (int i = 0; i < count; i++) {
      nulls[start + i] = (byte) (1 - levels[i]);
    }
  }

  private void refuseNull(int count) {
    int first = 0;
    while (first < count && levels[first] != 0) {
      first++;
    }
    throw new InvalidInput(
        "Row %d of file %s has no value in column %s, and the table's field is not nullable"
            .formatted(
                selection.offset() + row + first + 1, settings.file(), settings.field().name()));
  }

  private void ensureNulls(int count) {
    if (nulls.length < count) {
      nulls = Arrays.copyOf(nulls, Math.max(count, settings.capacity()));
    }
  }

  private void goTo(long wanted) throws IOException {
    while (row < wanted) {
      if (leaf.left() <= wanted - row) {
        row = leaf.leavePage(row + leaf.left(), wanted);
        if (row < wanted && !leaf.ensurePage()) {
          throw new BadPage("its column ends before the row group does");
        }
      } else {
        int count = (int) (wanted - row);
        leaf.decoder().skip(nullPossible ? readLevels(count) : count);
        leaf.consumed(count);
        row = wanted;
      }
    }
  }
}
