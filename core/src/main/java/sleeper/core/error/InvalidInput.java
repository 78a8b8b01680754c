package sleeper.core.error;

import java.util.Objects;

/**
 * What the user gave cannot be used as it is: a row, a file, an argument, a name.
 *
 * <p>The message is one sentence for that user: what is wrong, where (file, row, column, value),
 * and what to do. Nothing has been changed.
 */
public final class InvalidInput extends RuntimeException {

  public InvalidInput(String message) {
    super(message);
  }

  public InvalidInput(String message, Throwable cause) {
    super(message, cause);
  }

  /** The sentence for the user; there always is one. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
