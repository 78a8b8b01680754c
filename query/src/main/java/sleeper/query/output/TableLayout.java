package sleeper.query.output;

import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

/**
 * The columns of a text table, fitted to the width of a page: the widest columns are made narrower
 * first; columns that still find no room are left out, from the last.
 *
 * @param columns the columns that are shown, from the left
 * @param hidden the names of the columns that found no room
 */
record TableLayout(List<Column> columns, List<String> hidden) {

  private static final int WIDEST = 48;
  private static final int NARROWEST = 10;
  private static final int MARGIN = 3;

  /**
   * A column of the table.
   *
   * @param field what it shows
   * @param index its position in rows
   * @param width how wide its text is
   */
  record Column(Field field, int index, int width) {

    Alignment alignment() {
      return isNumber(field) ? Alignment.RIGHT : Alignment.LEFT;
    }

    private static boolean isNumber(Field field) {
      return field.type() instanceof PrimitiveType type
          && switch (type.kind()) {
            case INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
            case STRING, BYTE_ARRAY, BOOLEAN, TIMESTAMP, DATE -> false;
          };
    }
  }

  TableLayout {
    columns = List.copyOf(columns);
    hidden = List.copyOf(hidden);
  }

  /**
   * Lays out a table.
   *
   * @param rows the texts of the first rows
   * @param pageWidth the most characters of a line
   */
  static TableLayout of(List<Field> fields, List<List<String>> rows, int pageWidth) {
    int[] widths = new int[fields.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.min(WIDEST, wanted(fields.get(i), i, rows));
    }
    int shown = widths.length;
    while (shown > 1 && narrowed(widths, shown, pageWidth) > pageWidth) {
      shown--;
    }
    return of(fields, widths, shown);
  }

  private static TableLayout of(List<Field> fields, int[] widths, int shown) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      columns.add(new Column(fields.get(i), i, widths[i]));
    }
    return new TableLayout(
        columns, fields.subList(shown, fields.size()).stream().map(Field::name).toList());
  }

  private static int wanted(Field field, int index, List<List<String>> rows) {
    int width =
        Math.max(
            DisplayText.width(DisplayText.oneLine(field.name())),
            DisplayText.width(field.type().toString()));
    for (List<String> row : rows) {
      width = Math.max(width, DisplayText.width(row.get(index)));
    }
    return width;
  }

  /** Takes from the widest column until all fit or none can give; says how wide the table is. */
  private static int narrowed(int[] widths, int shown, int pageWidth) {
    int total = 1;
    for (int i = 0; i < shown; i++) {
      total += widths[i] + MARGIN;
    }
    while (total > pageWidth) {
      int widest = 0;
      for (int i = 1; i < shown; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths[widest] <= NARROWEST) {
        return total;
      }
      widths[widest]--;
      total--;
    }
    return total;
  }
}
