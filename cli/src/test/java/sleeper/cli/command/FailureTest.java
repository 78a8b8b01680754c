package sleeper.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CommitConflict;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.LeaseLost;

class FailureTest {

  @Test
  void shouldGiveEachKindOfErrorItsExitCode() {
    assertThat(codeOf(new IOException("disk"))).isEqualTo(1);
    assertThat(codeOf(new InvalidInput("bad"))).isEqualTo(3);
    assertThat(codeOf(new NoSuchFileException("f"))).isEqualTo(3);
    assertThat(codeOf(new BudgetExceeded("memory"))).isEqualTo(4);
    assertThat(codeOf(new OutOfMemoryError("heap"))).isEqualTo(4);
    assertThat(codeOf(new CommitConflict("busy"))).isEqualTo(5);
    assertThat(codeOf(new CommitRejected("dropped"))).isEqualTo(5);
    assertThat(codeOf(new LeaseLost("gone"))).isEqualTo(5);
    assertThat(codeOf(new CommitStateUnknown("lost", new IOException()))).isEqualTo(6);
    assertThat(codeOf(new CorruptData("damaged"))).isEqualTo(7);
    assertThat(codeOf(new InterruptedException())).isEqualTo(130);
  }

  @Test
  void shouldKeepTheExitCodesThatScriptsRelyOn() {
    Map<Integer, ExitCode> codes = new TreeMap<>();
    Arrays.stream(ExitCode.values()).forEach(code -> codes.put(code.code(), code));

    assertThat(codes.keySet()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 130);
  }

  @Test
  void shouldLookThroughUncheckedWrappers() {
    Failure failure = Failure.of(new UncheckedIOException(new CorruptData("page 3 is damaged")));

    assertThat(failure).isEqualTo(new Failure(ExitCode.DAMAGED, "page 3 is damaged"));
  }

  @Test
  void shouldNotTakeAnInterruptedReadForADamagedFile() {
    Thread.currentThread().interrupt();
    try {
      assertThat(codeOf(new CorruptData("page 3"))).isEqualTo(130);
      assertThat(codeOf(new CommitStateUnknown("lost", new IOException()))).isEqualTo(6);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(codeOf(new ClosedByInterruptException())).isEqualTo(130);
  }

  @Test
  void shouldMakeSentencesOfWhatJavaSaysAboutFiles() {
    assertThat(Failure.of(new NoSuchFileException("a.csv")).message())
        .isEqualTo("There is no file a.csv");
    assertThat(Failure.of(new AccessDeniedException("a.csv")).message())
        .isEqualTo("There is no permission to use a.csv");
    assertThat(Failure.of(new FileSystemException("a", null, "No space left on device")).message())
        .isEqualTo("File a cannot be used: No space left on device");
  }

  @Test
  void shouldCallADefectADefect() {
    assertThat(Failure.of(new IllegalStateException("a column is missing")).message())
        .isEqualTo(
            "Something went wrong inside (IllegalStateException: a column is missing);"
                + " --verbose shows where");
  }

  private static int codeOf(Throwable thrown) {
    return Failure.of(thrown).code().code();
  }
}
