package sleeper.query.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockRows;
import sleeper.parquet.block.RowBlock;

/**
 * A table for people: names and types above, numbers to the right, long values shortened, a null as
 * {@code NULL}, and the number of rows below.
 *
 * <p>It streams: rows are measured {@value #ROWS_TO_MEASURE} at a time. Where some need wider
 * columns than those before them, the table starts again with wider ones. Memory: the text of so
 * many rows.
 */
final class TextTableWriter implements ResultWriter {

  private static final int ROWS_TO_MEASURE = 1000;

  private final List<Field> fields;
  private final int pageWidth;
  private final Writer text;
  private final int[] widths;
  private final List<List<String>> measured = new ArrayList<>();
  private @Nullable TableLayout layout;
  private long rows;

  TextTableWriter(Schema schema, OutputStream stream, int pageWidth) {
    fields = schema.fields();
    this.pageWidth = pageWidth;
    widths = TableLayout.headerWidths(fields);
    text =
        new BufferedWriter(
            new OutputStreamWriter(new OpenStream(stream), StandardCharsets.UTF_8), 1 << 16);
  }

  @Override
  public void write(RowBlock block) throws IOException {
    for (int row = 0; row < block.rows(); row++) {
      List<String> cells = cells(block, row);
      TableLayout.widen(widths, cells);
      measured.add(cells);
      if (measured.size() == ROWS_TO_MEASURE) {
        writeMeasured();
      }
    }
  }

  @Override
  public void finish() throws IOException {
    TableLayout table = writeMeasured();
    writeRule(table, "└", "┴", "┘");
    text.write(" %s\n".formatted(footer(table)));
    text.flush();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private List<String> cells(RowBlock block, int row) {
    List<String> cells = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      cells.add(CellText.of(fields.get(i).type(), BlockRows.value(block.column(i), row)));
    }
    return cells;
  }

  private TableLayout writeMeasured() throws IOException {
    TableLayout earlier = layout;
    TableLayout table = TableLayout.of(fields, widths, pageWidth);
    if (!table.equals(earlier)) {
      if (earlier != null) {
        writeRule(earlier, "└", "┴", "┘");
      }
      writeHeader(table);
      layout = table;
    }
    for (List<String> cells : measured) {
      writeRow(table, cells);
    }
    rows += measured.size();
    measured.clear();
    return table;
  }

  private void writeHeader(TableLayout table) throws IOException {
    writeRule(table, "┌", "┬", "┐");
    writeLine(table, column -> DisplayText.oneLine(column.field().name()));
    writeLine(table, column -> column.field().type().toString());
    writeRule(table, "├", "┼", "┤");
  }

  private void writeRow(TableLayout table, List<String> cells) throws IOException {
    writeLine(table, column -> cells.get(column.index()));
  }

  private void writeLine(TableLayout table, Function<TableLayout.Column, String> cell)
      throws IOException {
    for (TableLayout.Column column : table.columns()) {
      text.write("│ ");
      text.write(DisplayText.fitted(cell.apply(column), column.width(), column.alignment()));
      text.write(' ');
    }
    text.write("│\n");
  }

  private void writeRule(TableLayout table, String left, String middle, String right)
      throws IOException {
    String start = left;
    for (TableLayout.Column column : table.columns()) {
      text.write(start);
      text.write("─".repeat(column.width() + 2));
      start = middle;
    }
    text.write(right);
    text.write('\n');
  }

  private String footer(TableLayout table) {
    String count = String.format(Locale.ROOT, "%,d %s", rows, rows == 1 ? "row" : "rows");
    return table.hidden().isEmpty()
        ? count
        : "%s; columns without room here: %s".formatted(count, String.join(", ", table.hidden()));
  }
}
