package sleeper.cli.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a time. */
public final class TimeRange {

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "Leave out what ended before this time: 2026-05-04, 2026-05-04T11:22:33Z, or 2h for two"
              + " hours ago.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "Leave out what began after this time.")
  private @Nullable Instant to;

  /** The first moment that counts. */
  public Instant first() {
    return from == null ? Instant.MIN : from;
  }

  /** The last moment that counts. */
  public Instant last() {
    return to == null ? Instant.MAX : to;
  }
}
