package sleeper.parquet.read;

import java.io.IOException;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.ListColumn;

/** Reads a field of lists. */
final class ListReader implements FieldReader {

  private final RepeatedLeaf elements;
  private final ListColumn column;
  private int taken;

  ListReader(FieldSettings settings, RepeatedLeaf elements) {
    this.elements = elements;
    column = new ListColumn(settings.field().type(), settings.capacity(), elements.elementColumn());
  }

  @Override
  public void open(RowGroup group, RowSelection selection) throws IOException {
    elements.open(group, selection);
  }

  @Override
  public int fill(int rows) throws IOException {
    return elements.fill(rows);
  }

  @Override
  public Column take(int rows) {
    taken = rows;
    elements.elements(rows);
    column.ensureCapacity(rows);
    System.arraycopy(elements.offsets(), 0, column.offsets(), 0, rows + 1);
    column.setSize(rows);
    column.setNulls(elements.nulls());
    return column;
  }

  @Override
  public void drop() {
    if (taken > 0) {
      elements.drop(taken);
      taken = 0;
    }
  }

  @Override
  public String place() {
    return elements.place();
  }
}
