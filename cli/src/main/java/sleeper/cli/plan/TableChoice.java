package sleeper.cli.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import sleeper.cli.command.RowCountConverter;
import sleeper.cli.command.Surroundings;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.SchemaJson;
import sleeper.ingest.runner.IngestSettings;
import sleeper.instance.SleeperInstance;
import sleeper.plan.RowSizes;

/** The table of a plan: one of the instance, or numbers in its place. */
public final class TableChoice {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "A table of the instance that the rows are for.")
  private @Nullable String table;

  @Option(
      names = "--leaves",
      paramLabel = "N",
      converter = RowCountConverter.class,
      description = "Instead of a table: how many leaf partitions there would be.")
  private @Nullable Long leaves;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "With --leaves: a file with the schema in Sleeper's JSON.")
  private @Nullable Path schema;

  @Option(
      names = "--row-bytes",
      paramLabel = "N",
      description =
          "The bytes of a row in memory: 8 of a long, 4 and its bytes of a string. Without it, by "
              + "the schema, with strings of 16 bytes.")
  private @Nullable Double rowBytes;

  @Option(
      names = "--stored-row-bytes",
      paramLabel = "N",
      description =
          "The bytes of a row in data files. Without it, those of the table's newest jobs, or a "
              + "third of those in memory.")
  private @Nullable Double storedRowBytes;

  /** Refuses what does not go together. */
  void check() {
    if (table == null && leaves == null) {
      throw wrong("--table or --leaves is missing: where the rows go");
    } else if (table != null && leaves != null) {
      throw wrong("--leaves stands in place of a table; give it or --table");
    } else if (table != null && schema != null) {
      throw wrong("--schema goes with --leaves; table %s has one".formatted(table));
    } else if (table == null && schema == null && rowBytes == null) {
      throw wrong("--leaves needs --schema or --row-bytes, to tell how large rows are");
    }
    checkPositive("--row-bytes", rowBytes);
    checkPositive("--stored-row-bytes", storedRowBytes);
  }

  private void checkPositive(String option, @Nullable Double bytes) {
    if (bytes != null && !(bytes > 0 && bytes < Integer.MAX_VALUE)) {
      throw wrong(option + " is more than 0, not " + bytes);
    }
  }

  /** The bytes of a row, if they were given. */
  @Nullable Double rowBytes() {
    return rowBytes;
  }

  /** The bytes of a row in data files, if they were given. */
  @Nullable Double storedRowBytes() {
    return storedRowBytes;
  }

  /**
   * What there is to know about it.
   *
   * @throws InvalidInput if there is no such table, or the schema is none
   */
  PlannedTable find(Surroundings surroundings) throws IOException {
    if (table != null) {
      try (SleeperInstance instance = surroundings.open()) {
        return PlannedTable.of(instance, table);
      }
    }
    double bytes = schema == null ? 1 : RowSizes.ofSchema(SchemaJson.parse(text(surroundings)));
    return PlannedTable.imagined(
        leaves == null ? 1 : leaves,
        rowBytes == null ? bytes : rowBytes,
        IngestSettings.defaults(surroundings.folder()));
  }

  private String text(Surroundings surroundings) throws IOException {
    if (schema == null) {
      throw new IllegalStateException("A schema was given");
    }
    return Files.readString(surroundings.resolve(schema));
  }

  private ParameterException wrong(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
