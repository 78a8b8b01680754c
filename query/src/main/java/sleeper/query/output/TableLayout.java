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

  /** How wide the names and types of columns are. */
  static int[] headerWidths(List<Field> fields) {
    int[] widths = new int[fields.size()];
    for (int i = 0; i < widths.length; i++) {
      Field field = fields.get(i);
      int name = DisplayText.width(DisplayText.oneLine(field.name()));
      widths[i] = Math.min(WIDEST, Math.max(name, DisplayText.width(field.type().toString())));
    }
    return widths;
  }

  /** Makes widths large enough for the texts of a row, as far as columns may go. */
  static void widen(int[] widths, List<String> row) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], Math.min(WIDEST, DisplayText.width(row.get(i))));
    }
  }

  /**
   * Lays out a table.
   *
   * @param wanted how wide the text of each column is
   * @param pageWidth the most characters of a line
   */
  static TableLayout of(List<Field> fields, int[] wanted, int pageWidth) {
    int[] widths = wanted.clone();
    int shown = widths.length;
    while (shown > 1 && narrowed(widths, shown, pageWidth) > pageWidth) {
      shown--;
    }
    return shown(fields, widths, shown);
  }

  private static TableLayout shown(List<Field> fields, int[] widths, int shown) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      columns.add(new Column(fields.get(i), i, widths[i]));
    }
    return new TableLayout(
        columns, fields.subList(shown, fields.size()).stream().map(Field::name).toList());
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
