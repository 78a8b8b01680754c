package sleeper.ingest.pipeline;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The first of some failures, with the others behind it. Not thread-safe. */
final class Failure {

  private @Nullable Throwable first;

  void add(@Nullable Throwable failure) {
    if (first == null) {
      first = failure;
    } else if (failure != null && failure != first) {
      first.addSuppressed(failure);
    }
  }

  /** Throws what failed first, as it was thrown. */
  void throwIfAny() throws IOException {
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
    if (first != null) {
      throw new IllegalStateException(first);
    }
  }
}
