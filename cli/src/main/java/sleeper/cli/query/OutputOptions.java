package sleeper.cli.query;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Surroundings;
import sleeper.query.output.OutputFormat;

/** Where rows go, and in which format. */
final class OutputOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "table, csv, json (an object on each line), parquet, arrow or arrow_stream. Without it: "
              + "what the ending of --output says; otherwise table on a terminal, and csv "
              + "elsewhere.")
  private @Nullable OutputFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to a file, which appears when it is complete and replaces another.")
  private @Nullable Path output;

  /** Refuses to be given along with an option that prints no rows. */
  void refuseWith(String other) {
    if (format != null || output != null) {
      throw new ParameterException(
          spec.commandLine(),
          (output != null ? "--output" : "--format")
              + " is about rows, and "
              + other
              + " prints none; leave one of them out");
    }
  }

  /** Decides where the rows go. */
  ResultTarget target(Surroundings surroundings) {
    OutputFormat chosen = format == null ? defaultFormat(surroundings) : format;
    if (output != null) {
      return ResultTarget.file(surroundings.resolve(output), chosen);
    }
    if (isBinary(chosen) && surroundings.terminal().traits().outIsTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "A terminal cannot show "
              + chosen.name().toLowerCase(Locale.ROOT)
              + "; write it to a file with --output FILE");
    }
    return ResultTarget.stream(surroundings.terminal(), chosen);
  }

  private OutputFormat defaultFormat(Surroundings surroundings) {
    if (output != null) {
      return byEnding(output);
    }
    if (surroundings.json()) {
      return OutputFormat.JSON;
    }
    return surroundings.terminal().traits().outIsTerminal() ? OutputFormat.TABLE : OutputFormat.CSV;
  }

  private OutputFormat byEnding(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return OutputFormat.PARQUET;
    } else if (name.endsWith(".arrow") || name.endsWith(".feather")) {
      return OutputFormat.ARROW;
    } else if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return OutputFormat.JSON;
    } else if (name.endsWith(".txt")) {
      return OutputFormat.TABLE;
    } else if (name.endsWith(".csv")) {
      return OutputFormat.CSV;
    }
    throw new ParameterException(
        spec.commandLine(),
        "The ending of "
            + file
            + " names no format, as .csv, .json, .parquet, .arrow and .txt do; say --format");
  }

  private static boolean isBinary(OutputFormat format) {
    return switch (format) {
      case TABLE, CSV, JSON -> false;
      case PARQUET, ARROW, ARROW_STREAM -> true;
    };
  }
}
