package sleeper.cli.tables;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import sleeper.core.partition.SplitPointsFile;

/** Where the partitions of a new table meet. */
final class SplitOptions {

  @ArgGroup(exclusive = false)
  @Nullable Given given;

  @ArgGroup(exclusive = false)
  @Nullable Estimate estimate;

  /** Split points in a file. */
  static final class Given {

    @Option(
        names = "--split-points",
        paramLabel = "FILE",
        required = true,
        description = "A file with a value of the first row key on each line, increasing.")
    Path file = Path.of("");

    @Option(
        names = "--split-points-base64",
        description = "Strings in the split points file are base64.")
    boolean base64;

    SplitPointsFile.StringForm form() {
      return base64 ? SplitPointsFile.StringForm.BASE64 : SplitPointsFile.StringForm.PLAIN;
    }
  }

  /** Split points from a sample of the rows to come. */
  static final class Estimate {

    @Option(
        names = "--partitions",
        paramLabel = "N",
        required = true,
        description = "How many leaf partitions to make, with about as many rows each.")
    int partitions;

    @Option(
        names = "--sample",
        paramLabel = "FILE",
        description =
            "A Parquet file whose rows say where the keys lie. Without it: the file of --from.")
    @Nullable String sample;
  }
}
