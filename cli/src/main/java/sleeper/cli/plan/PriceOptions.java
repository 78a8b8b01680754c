package sleeper.cli.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sleeper.cli.command.Surroundings;
import sleeper.core.error.InvalidInput;
import sleeper.plan.Prices;

/** What AWS asks for. */
public final class PriceOptions {

  private static final String DEFAULT_REGION = "us-east-1";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "With whose prices a plan calculates: us-east-1, which is the default, eu-west-1, eu-west-2, or one of the price file.")
  private @Nullable String region;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "Prices for a plan, as JSON, instead of those that come with the program.")
  private @Nullable Path file;

  /** Whether anything was given. */
  public boolean isGiven() {
    return region != null || file != null;
  }

  /** The region. */
  String region() {
    return region == null ? DEFAULT_REGION : region;
  }

  /**
   * The prices.
   *
   * @throws InvalidInput if the file is no price file
   */
  Prices prices(Surroundings surroundings) throws IOException {
    if (file == null) {
      return Prices.builtIn();
    }
    try {
      return Prices.parse(file.toString(), Files.readString(surroundings.resolve(file)));
    } catch (CharacterCodingException e) {
      throw new InvalidInput("Price file %s is not text".formatted(file), e);
    }
  }
}
