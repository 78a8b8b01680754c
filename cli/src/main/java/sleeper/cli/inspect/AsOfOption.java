package sleeper.cli.inspect;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which version of a table is meant. */
public final class AsOfOption {

  @Option(
      names = "--as-of",
      paramLabel = "N",
      description = "The table as it was after transaction N; without it, as it is now.")
  private @Nullable Long version;

  /** The version; empty for the latest. */
  public OptionalLong version() {
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }
}
