package sleeper.ingest.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.LeaseLost;

class FailuresTest {

  @Test
  void shouldGiveUpOnlyWhatWouldFailAgain() {
    assertThat(List.of(new InvalidInput("a"), new CorruptData("b"), new BudgetExceeded("c")))
        .allMatch(Failures::isPermanent);
    assertThat(
            List.of(
                new IOException("a"),
                new UncheckedIOException(new CorruptData("the state store is damaged")),
                new CommitConflict("b"),
                new CommitRejected("c"),
                new LeaseLost("d"),
                new IllegalStateException("nobody thought of this"),
                new OutOfMemoryError("e")))
        .noneMatch(Failures::isPermanent);
  }

  @Test
  void shouldNameEveryCause() {
    Exception inner = new NullPointerException();
    Exception outer = new IOException("File a cannot be read", inner);

    assertThat(Failures.reasons(outer))
        .containsExactly("File a cannot be read", "NullPointerException");
  }

  @Test
  void shouldEndThoughCausesGoRoundInCircles() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(Failures.reasons(one)).containsExactly("one", "two");
  }

  @Test
  void shouldCutVeryLongReasons() {
    assertThat(Failures.reasons(new IOException("x".repeat(1_000_000))).get(0)).hasSize(4003);
  }
}
