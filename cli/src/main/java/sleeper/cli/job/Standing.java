package sleeper.cli.job;

import java.util.Locale;
import sleeper.cli.terminal.Palette;

/** How a job stands, those first that a person has to know of first. */
enum Standing {
  /** A run is at work. */
  RUNNING,
  /** Its message was accepted and no run has begun. */
  ACCEPTED,
  /** Its run is done, and not all of its files are known to be in the table. */
  UNCOMMITTED,
  /** Its run ended without a word, and nothing has been done about it yet. */
  DEAD,
  /** Its last run failed; nothing was added. */
  FAILED,
  /** Its message asks for nothing that can be done. */
  REJECTED,
  /** Its rows are in the table. */
  FINISHED;

  /** Whether something will still become of it. */
  boolean isUnfinished() {
    return compareTo(DEAD) <= 0;
  }

  /** Whether somebody is at it now. */
  boolean isMoving() {
    return compareTo(DEAD) < 0;
  }

  /** As people and programs read it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A text in the colour of this. */
  String styled(Palette palette, String text) {
    return switch (this) {
      case RUNNING, ACCEPTED, UNCOMMITTED -> palette.strong(text);
      case DEAD -> palette.warning(text);
      case FAILED, REJECTED -> palette.bad(text);
      case FINISHED -> palette.good(text);
    };
  }
}
