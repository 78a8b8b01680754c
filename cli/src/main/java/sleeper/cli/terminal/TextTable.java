package sleeper.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of cells under headings, in columns as wide as they need. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  private record Column(String heading, boolean right) {}

  /** Adds a column of text. */
  public TextTable text(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /** Adds a column of numbers, which end below each other. */
  public TextTable number(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  /** Adds a line with a cell for each column. */
  public TextTable row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "A line needs a cell for each column: columns="
              + columns.size()
              + ", cells="
              + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** Prints headings, a rule, and the lines. */
  public void print(PrintStream out, Palette palette) {
    int[] widths = widths();
    out.println(palette.strong(line(columns.stream().map(Column::heading).toList(), widths)));
    out.println(palette.faint(rule(widths)));
    rows.forEach(row -> out.println(line(row, widths)));
  }

  /** Prints the lines alone, such as names and their values. */
  public void printLines(PrintStream out) {
    int[] widths = widths();
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private int[] widths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = length(columns.get(i).heading());
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - length(cells.get(i)));
      boolean right = columns.get(i).right();
      line.append(i == 0 ? "" : GAP)
          .append(right ? padding : "")
          .append(cells.get(i))
          .append(right ? "" : padding);
    }
    return line.toString().stripTrailing();
  }

  private static String rule(int[] widths) {
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("─".repeat(width));
    }
    return String.join(GAP, rules);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
