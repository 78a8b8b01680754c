package sleeper.cli.progress;

import java.io.PrintStream;
import java.time.Instant;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import sleeper.cli.terminal.Human;

/** A bar for each phase of a job, drawn over itself ten times a second. */
final class BarDisplay implements IngestDisplay {

  private static final int REFRESH_MILLIS = 100;
  private static final long UNKNOWN = -1;

  private enum Phase {
    READING("Reading"),
    WRITING("Writing");

    private final String label;

    Phase(String label) {
      this.label = label;
    }
  }

  private final PrintStream err;
  private final int columns;
  private long totalRows = UNKNOWN;
  private long totalBytes;
  private @Nullable Phase phase;
  private @Nullable ProgressBar bar;
  private LineConsumer line;
  private String waitedFor = "";

  BarDisplay(PrintStream err, int columns) {
    this.err = err;
    this.columns = columns;
    line = new LineConsumer(err, columns);
  }

  @Override
  public synchronized void inputFound(OptionalLong rows, long bytes) {
    totalRows = rows.orElse(UNKNOWN);
    totalBytes = bytes;
    show(Phase.READING, totalRows);
  }

  @Override
  public synchronized void bytesRead(long bytes) {
    if (phase == Phase.READING && bar != null && totalBytes > 0) {
      bar.setExtraMessage(Human.bytes(bytes) + " of " + Human.bytes(totalBytes));
    }
  }

  @Override
  public synchronized void rowsTaken(long rows) {
    show(Phase.READING, totalRows).stepTo(rows);
  }

  @Override
  public synchronized void finishing(int leaves, long rows) {
    if (phase == Phase.READING
        && bar != null
        && totalBytes > 0
        && totalRows >= 0
        && bar.getCurrent() >= totalRows) {
      bar.setExtraMessage(Human.bytes(totalBytes));
    }
    ProgressBar writing = show(Phase.WRITING, rows);
    writing.setExtraMessage(Human.counted(leaves, "leaf partition"));
  }

  @Override
  public synchronized void leafFinished(int leaves, long rows) {
    if (phase == Phase.WRITING && bar != null) {
      bar.stepTo(rows);
    }
  }

  @Override
  public synchronized void waitingFor(String runId, Instant leaseExpires) {
    end();
    if (!runId.equals(waitedFor)) {
      waitedFor = runId;
      err.println(LineDisplay.waiting(leaseExpires));
    }
  }

  @Override
  public synchronized void committing(int files) {
    end();
  }

  @Override
  public synchronized void close() {
    end();
  }

  private ProgressBar show(Phase next, long total) {
    ProgressBar shown = bar;
    if (shown == null || phase != next) {
      end();
      line = new LineConsumer(err, columns);
      shown =
          new ProgressBarBuilder()
              .setTaskName(next.label)
              .setInitialMax(total)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .setRenderer(new ProgressLine())
              .setConsumer(line)
              .build();
      bar = shown;
      phase = next;
    }
    return shown;
  }

  private void end() {
    if (bar != null) {
      bar.close();
      // A bar that is closed before it was first drawn does not end its line.
      line.close();
      bar = null;
      phase = null;
    }
  }
}
