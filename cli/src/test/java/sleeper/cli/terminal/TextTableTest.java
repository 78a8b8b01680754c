package sleeper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void shouldAlignTextLeftAndNumbersRight() {
    table().row("a", "7").row("longer", "1,234").print(out, Palette.of(false));

    assertThat(printed())
        .isEqualTo(
            """
            name     rows
            ──────  ─────
            a           7
            longer  1,234
            """);
  }

  @Test
  void shouldPrintNoSpacesAtTheEndOfLines() {
    new TextTable().text("a").text("b").row("x", "").print(out, Palette.of(false));

    assertThat(printed().lines()).noneMatch(line -> line.endsWith(" "));
  }

  @Test
  void shouldStyleHeadingsWhereColoursAreWanted() {
    table().print(out, Palette.of(true));

    assertThat(printed()).startsWith("\u001b[1mname  rows\u001b[0m");
  }

  @Test
  void shouldRefuseALineWithTooFewCells() {
    assertThatThrownBy(() -> table().row("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A line needs a cell for each column: columns=2, cells=1");
  }

  private static TextTable table() {
    return new TextTable().text("name").number("rows");
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
