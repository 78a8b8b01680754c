package sleeper.instance.realdata;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sleeper.core.testing.SharedData;

/** What is known about the real files, computed by DuckDB and written down beside them. */
record PublishedFacts(String file, long rows, List<Column> columns) {

  private static final Pattern FILE =
      Pattern.compile("### (\\S+\\.parquet): ([0-9,]+) rows, \\d+ columns");
  private static final int CELLS = 7;

  /** Facts of a column; those that are empty are not known. */
  record Column(String name, long nulls, String distinct, String min, String max, String sum) {

    private static Column of(String line) {
      List<String> cells =
          Stream.of(line.split("\\|", -1)).map(cell -> cell.strip().replace("`", "")).toList();
      return new Column(
          cells.get(1),
          Long.parseLong(cells.get(3)),
          cells.get(4),
          cells.get(5),
          cells.get(6),
          cells.get(CELLS));
    }
  }

  /** Of all Parquet files; the calling test is skipped where they are not there. */
  static List<PublishedFacts> all() throws IOException {
    List<PublishedFacts> all = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.data("README.md"))) {
      Matcher file = FILE.matcher(line);
      if (line.startsWith("### ")) {
        columns = new ArrayList<>();
      }
      if (file.matches()) {
        long rows = Long.parseLong(file.group(2).replace(",", ""));
        all.add(new PublishedFacts(file.group(1), rows, columns));
      } else if (line.startsWith("| ")
          && line.split("\\|", -1).length == CELLS + 2
          && !line.startsWith("| column |")) {
        columns.add(Column.of(line));
      }
    }
    return all;
  }
}
