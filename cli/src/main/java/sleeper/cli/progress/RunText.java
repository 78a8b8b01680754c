package sleeper.cli.progress;

import java.util.Locale;
import java.util.OptionalLong;
import sleeper.cli.terminal.Human;
import sleeper.core.tracker.JobCounts;
import sleeper.core.tracker.JobProgress;

/** How far a run is that may be in another process, in a few words. */
public final class RunText {

  private RunText() {}

  /** What it is at, and how fast: {@code reading 40%, 1.2 M rows/s}. */
  public static String phase(JobProgress progress) {
    String phase = progress.phase().name().toLowerCase(Locale.ROOT);
    JobCounts counts = progress.counts();
    OptionalLong total = counts.totalRows();
    String share =
        total.isPresent() && total.getAsLong() > 0
            ? " %d%%".formatted(100 * counts.rows() / total.getAsLong())
            : "";
    String rate =
        counts.rowsPerSecond() > 0 ? ", " + Human.rough(counts.rowsPerSecond()) + " rows/s" : "";
    return phase + share + rate;
  }

  /** How many rows of how many: {@code 400 of 1,000}. */
  public static String rows(JobCounts counts) {
    OptionalLong total = counts.totalRows();
    return Human.count(counts.rows())
        + (total.isPresent() ? " of " + Human.count(total.getAsLong()) : "");
  }
}
