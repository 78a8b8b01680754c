package sleeper.cli.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;
import sleeper.cli.terminal.Human;

/**
 * Draws one line: the phase, a bar, per cent, rows, bytes, rows a second, and the time left. Parts
 * that do not fit the line are left out, the last ones first.
 */
final class ProgressLine implements ProgressBarRenderer {

  private static final int MAX_BAR = 30;
  private static final int MIN_BAR = 8;
  private static final String GAP = "  ";

  @Override
  public String render(ProgressState state, int maxLength) {
    String phase = String.format(Locale.ROOT, "%-8s", state.getTaskName());
    List<String> parts = parts(state);
    while (parts.size() > 1 && length(phase, parts) > maxLength) {
      parts.remove(parts.size() - 1);
    }
    int room = maxLength - length(phase, parts) - GAP.length();
    String bar =
        state.isIndefinite() || room < MIN_BAR ? "" : GAP + bar(state, Math.min(room, MAX_BAR));
    String line = phase + bar + GAP + String.join(GAP, parts);
    return line.length() > maxLength ? line.substring(0, maxLength) : line;
  }

  private static List<String> parts(ProgressState state) {
    List<String> parts = new ArrayList<>();
    if (!state.isIndefinite()) {
      parts.add(String.format(Locale.ROOT, "%3d%%", Math.round(100 * fraction(state) - 0.5)));
    }
    parts.add(rows(state));
    if (!state.getExtraMessage().isEmpty()) {
      parts.add(state.getExtraMessage());
    }
    Duration elapsed = state.getElapsedAfterStart();
    double seconds = Math.max(1, elapsed.toMillis()) / 1000.0;
    long done = state.getCurrent() - state.getStart();
    if (done > 0) {
      parts.add(Human.rough(done / seconds) + " rows/s");
    }
    if (state.isAlive()) {
      timeLeft(state, done / seconds, parts);
    } else {
      parts.add("in " + Human.duration(elapsed));
    }
    return parts;
  }

  private static void timeLeft(ProgressState state, double rowsPerSecond, List<String> parts) {
    long left = state.getMax() - state.getCurrent();
    if (!state.isIndefinite() && rowsPerSecond > 0) {
      long seconds = (long) Math.ceil(left / rowsPerSecond);
      parts.add(
          seconds < 60
              ? seconds + " s left"
              : Human.duration(Duration.ofSeconds(seconds)) + " left");
    }
  }

  private static String rows(ProgressState state) {
    String done = Human.count(state.getCurrent());
    return state.isIndefinite()
        ? done + " rows"
        : done + " of " + Human.counted(state.getMax(), "row");
  }

  private static String bar(ProgressState state, int width) {
    int filled = (int) (fraction(state) * width);
    return "█".repeat(filled) + "░".repeat(width - filled);
  }

  private static double fraction(ProgressState state) {
    return state.getMax() <= 0 ? 1 : Math.min(1, (double) state.getCurrent() / state.getMax());
  }

  private static int length(String phase, List<String> parts) {
    return phase.length() + GAP.length() + String.join(GAP, parts).length();
  }
}
