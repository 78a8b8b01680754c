package sleeper.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  private static final List<String> NAMES = List.of("readings", "flights", "a");

  @Test
  void shouldFindANameWithTypingErrors() {
    assertThat(NearestName.of("reading", NAMES)).contains("readings");
    assertThat(NearestName.of("raedings", NAMES)).contains("readings");
    assertThat(NearestName.of("flihgts", NAMES)).contains("flights");
    assertThat(NearestName.of("FLIGHTS", NAMES)).contains("flights");
    assertThat(NearestName.of("b", NAMES)).contains("a");
  }

  @Test
  void shouldFindNothingNearEnough() {
    assertThat(NearestName.of("orders", NAMES)).isEmpty();
    assertThat(NearestName.of("", List.of())).isEmpty();
  }
}
