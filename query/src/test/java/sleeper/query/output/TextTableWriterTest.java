package sleeper.query.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.query.testing.EveryType;
import sleeper.query.testing.TestBlocks;

class TextTableWriterTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("name", PrimitiveType.STRING)
          .nullableValue("price", PrimitiveType.DOUBLE)
          .build();

  @Test
  void shouldAlignColumnsUnderNamesAndTypes() throws IOException {
    List<Row> rows =
        List.of(
            Row.of(SCHEMA, "apple", 1.5), Row.of(SCHEMA, "東京", null), Row.of(SCHEMA, "", 12.25));

    assertThat(table(SCHEMA, rows, 80))
        .isEqualTo(
            """
            ┌────────┬────────┐
            │ name   │  price │
            │ string │ double │
            ├────────┼────────┤
            │ apple  │    1.5 │
            │ 東京   │   NULL │
            │        │  12.25 │
            └────────┴────────┘
             3 rows
            """);
  }

  @Test
  void shouldKeepToTheWidthOfThePage() throws IOException {
    for (int width : new int[] {20, 60, 100, 200}) {
      assertThat(table(EveryType.SCHEMA, EveryType.rows(), width).lines())
          .filteredOn(line -> line.startsWith("│") || line.startsWith("┌"))
          .isNotEmpty()
          .allMatch(line -> DisplayText.width(line) <= width, "at most " + width + " wide");
    }
  }

  @Test
  void shouldNameColumnsWithoutRoom() throws IOException {
    assertThat(table(EveryType.SCHEMA, EveryType.rows(), 60))
        .contains("3 rows; columns without room here: ")
        .contains(", int map");
  }

  @Test
  void shouldShortenLongValuesAndKeepThemOnOneLine() throws IOException {
    List<Row> rows = List.of(Row.of(SCHEMA, "line\nbreak" + "x".repeat(1 << 20), 1.0));

    assertThat(table(SCHEMA, rows, 80)).contains("│ line\\nbreakxxx").contains("x… │");
  }

  @Test
  void shouldStartAgainWiderWhereLaterRowsNeedIt() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      rows.add(Row.of(SCHEMA, "row " + i, (double) i));
    }

    List<String> lines = table(SCHEMA, rows, 80).lines().toList();

    assertThat(lines)
        .hasSize(6 + 2500 + 5)
        .contains("│ row 999 │  999.0 │", "│ row 2499 │ 2499.0 │");
    assertThat(lines).filteredOn(line -> line.contains("name")).hasSize(2);
    assertThat(lines.get(lines.size() - 1)).isEqualTo(" 2,500 rows");
  }

  private static String table(Schema schema, List<Row> rows, int width) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (ResultWriter writer = OutputFormat.TABLE.open(schema, stream, width)) {
      writer.write(TestBlocks.of(schema, rows));
      writer.finish();
    }
    return stream.toString(StandardCharsets.UTF_8);
  }
}
