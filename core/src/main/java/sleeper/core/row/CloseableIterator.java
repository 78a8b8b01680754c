package sleeper.core.row;

import java.io.IOException;
import java.util.Iterator;

/**
 * An iterator that holds something open, such as a file.
 *
 * @param <T> what it gives
 */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {

  @Override
  void close() throws IOException;
}
