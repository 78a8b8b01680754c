package sleeper.parquet.read;

import java.util.Arrays;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;

/** Gives nulls for a nullable field that a file has not. New arrays are zero, which is right. */
final class AbsentReader implements FieldReader {

  private final Column column;
  private final byte[] nulls;

  AbsentReader(FieldSettings settings) {
    column = Columns.create(settings.field().type(), settings.capacity());
    nulls = new byte[settings.capacity()];
    Arrays.fill(nulls, (byte) 1);
  }

  @Override
  public void open(RowGroup group, RowSelection selection) {}

  @Override
  public int fill(int rows) {
    return rows;
  }

  @Override
  public Column take(int rows) {
    column.setSize(rows);
    column.setNulls(nulls);
    return column;
  }

  @Override
  public void drop() {}

  @Override
  public String place() {
    return "Absent column";
  }
}
