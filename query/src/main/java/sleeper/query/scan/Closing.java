package sleeper.query.scan;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Closes several things, each of them whatever the others do. */
final class Closing {

  private Closing() {}

  /** How to close one. */
  interface Closer<T> {
    void close(T one) throws IOException;
  }

  /**
   * Closes all.
   *
   * @throws IOException the first failure, with the others suppressed
   */
  static <T> void all(List<T> many, Closer<? super T> closer) throws IOException {
    IOException failure = null;
    for (T one : many) {
      failure = close(one, closer, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static <T> @Nullable IOException close(
      T one, Closer<? super T> closer, @Nullable IOException earlier) {
    try {
      closer.close(one);
      return earlier;
    } catch (IOException e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }
}
