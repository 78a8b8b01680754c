package sleeper.cdk.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;

/** A part of a deployment that can be left out. */
public enum OptionalStack {
  /** What runs now and then: the collector and the writer of snapshots. */
  PERIODIC,
  /** Graphs of what goes on. */
  DASHBOARD,
  /** Alarms on dead letters, old messages and failing functions, and a topic that hears of them. */
  ALARMS;

  /** As it is written in a configuration. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name.
   *
   * @throws InvalidInput if there is no such stack
   */
  static OptionalStack parse(String text) {
    List<String> names = Arrays.stream(values()).map(OptionalStack::text).toList();
    if (!names.contains(text)) {
      throw new InvalidInput(
          "There is no stack \"%s\"%s; \"stacks\" may name %s"
              .formatted(
                  text,
                  NearestName.of(text, names).map(", but \"%s\""::formatted).orElse(""),
                  String.join(", ", names)));
    }
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
