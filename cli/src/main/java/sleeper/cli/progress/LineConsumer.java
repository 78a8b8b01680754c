package sleeper.cli.progress;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Writes a line over itself on a terminal. */
final class LineConsumer implements ProgressBarConsumer {

  private static final String CLEAR_TO_END = "\u001b[K";

  private final PrintStream err;
  private final int columns;
  private boolean ended;

  LineConsumer(PrintStream err, int columns) {
    this.err = err;
    this.columns = columns;
  }

  /** One less than there are, because some terminals wrap a full line. */
  @Override
  public int getMaxRenderedLength() {
    return columns - 1;
  }

  @Override
  public void accept(String line) {
    err.print("\r" + line + CLEAR_TO_END);
    err.flush();
  }

  /** Leaves the line as it is, once. */
  @Override
  public synchronized void close() {
    if (!ended) {
      ended = true;
      err.println();
    }
  }
}
