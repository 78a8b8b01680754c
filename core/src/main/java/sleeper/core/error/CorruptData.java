package sleeper.core.error;

import java.io.IOException;

/** Stored bytes are not what they should be. The message names file, place and expectation. */
public final class CorruptData extends IOException {

  private static final long serialVersionUID = 1L;

  public CorruptData(String message) {
    super(message);
  }

  public CorruptData(String message, Throwable cause) {
    super(message, cause);
  }
}
