package sleeper.cli.tables;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the columns of a new table come from: a schema file, or a Parquet file and its keys. */
final class SchemaOptions {

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      required = true,
      description = "A file with the schema in Sleeper's JSON.")
  @Nullable Path schemaFile;

  @ArgGroup(exclusive = false)
  @Nullable FromFile fromFile;

  /** The columns of a Parquet file. */
  static final class FromFile {

    @Option(
        names = "--from",
        paramLabel = "FILE",
        required = true,
        description = "A Parquet file that has the columns.")
    String from = "";

    @Option(
        names = "--row-key",
        paramLabel = "COLUMN",
        split = ",",
        description =
            "The columns that rows are partitioned and sorted by, in this order; without it, the "
                + "first column.")
    List<String> rowKeys = List.of();

    @Option(
        names = "--sort-key",
        paramLabel = "COLUMN",
        split = ",",
        description = "The columns that order rows with equal row keys.")
    List<String> sortKeys = List.of();
  }
}
