package sleeper.parquet.read;

import java.io.IOException;
import java.util.Arrays;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.MapColumn;

/** Reads a field of maps. */
final class MapReader implements FieldReader {

  private final RepeatedLeaf keys;
  private final RepeatedLeaf values;
  private final MapColumn column;
  private int taken;

  MapReader(FieldSettings settings, RepeatedLeaf keys, RepeatedLeaf values) {
    this.keys = keys;
    this.values = values;
    column =
        new MapColumn(
            settings.field().type(),
            settings.capacity(),
            keys.elementColumn(),
            values.elementColumn());
  }

  @Override
  public void open(RowGroup group, RowSelection selection) throws IOException {
    keys.open(group, selection);
    values.open(group, selection);
  }

  @Override
  public int fill(int rows) throws IOException {
    int keyRows = keys.fill(rows);
    return Math.min(keyRows, values.fill(keyRows));
  }

  @Override
  public Column take(int rows) {
    taken = rows;
    if (!Arrays.equals(keys.offsets(), 0, rows + 1, values.offsets(), 0, rows + 1)) {
      throw new BadPage("its maps have other numbers of keys than of values");
    }
    keys.elements(rows);
    values.elements(rows);
    column.ensureCapacity(rows);
    System.arraycopy(keys.offsets(), 0, column.offsets(), 0, rows + 1);
    column.setSize(rows);
    column.setNulls(keys.nulls());
    return column;
  }

  @Override
  public void drop() {
    if (taken > 0) {
      keys.drop(taken);
      values.drop(taken);
      taken = 0;
    }
  }

  @Override
  public String place() {
    return keys.place();
  }
}
