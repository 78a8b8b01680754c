package sleeper.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTraitsTest {

  @Test
  void shouldWantColoursUnlessToldOtherwise() {
    assertThat(TerminalTraits.wantsColours(Map.of("TERM", "xterm"))).isTrue();
    assertThat(TerminalTraits.wantsColours(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(TerminalTraits.wantsColours(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(TerminalTraits.wantsColours(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void shouldColourOnlyTheStreamThatAPersonSees() {
    Terminal terminal =
        new Terminal(
            java.io.OutputStream.nullOutputStream(),
            java.io.OutputStream.nullOutputStream(),
            new TerminalTraits(false, true, 80, true));

    assertThat(terminal.outPalette().strong("x")).isEqualTo("x");
    assertThat(terminal.errPalette().strong("x")).isEqualTo("\u001b[1mx\u001b[0m");
  }
}
