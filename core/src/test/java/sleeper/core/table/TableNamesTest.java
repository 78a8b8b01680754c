package sleeper.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;

class TableNamesTest {

  @Test
  void shouldTakeNamesUpToTheGreatestLength() {
    String longest = "t".repeat(TableNames.MAX_LENGTH);

    assertThatCode(() -> TableNames.check(longest)).doesNotThrowAnyException();
    assertThatThrownBy(() -> TableNames.check(longest + "t")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> TableNames.check("")).isInstanceOf(InvalidInput.class);
  }

  @Test
  void shouldMakeIdsOfEightHexDigits() {
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      assertThat(TableIds.random(random)).matches("[0-9a-f]{8}");
    }
  }
}
