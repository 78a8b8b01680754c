package sleeper.cli.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Surroundings;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.partition.SplitPointEstimate;
import sleeper.core.partition.SplitPointsFile;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.Schema;
import sleeper.core.schema.SchemaJson;
import sleeper.core.table.TableNames;
import sleeper.instance.InputFiles;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;

/** Makes a table. */
@Command(
    name = "create",
    description = {
      "Create a table.",
      "Its columns come from a schema in Sleeper's JSON, or from a Parquet file and the names of "
          + "its key columns. Without split points it has one partition."
    })
public final class CreateTableCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The name of the new table.")
  private String name = "";

  @ArgGroup(exclusive = true, multiplicity = "1")
  private SchemaOptions schemaOptions = new SchemaOptions();

  @ArgGroup(exclusive = true)
  private @Nullable SplitOptions splitOptions;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description =
          "A property under Sleeper's name, such as sleeper.table.parquet.compression.codec=snappy.")
  private Map<String, String> properties = new LinkedHashMap<>();

  public CreateTableCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    TableNames.check(name);
    try (SleeperInstance instance = surroundings.open()) {
      noteUnknownProperties();
      Schema schema = schema(instance);
      NewTable table =
          NewTable.named(name, schema)
              .withSplitPoints(splitPoints(instance, schema))
              .withProperties(properties);
      new TableReport(surroundings).print(instance.tables().create(table), "Created table");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A property that is not known may be one that another version or Sleeper itself reads. */
  private void noteUnknownProperties() {
    List<String> known = TableProperty.all().stream().map(Property::name).toList();
    for (String key : properties.keySet()) {
      if (!known.contains(key)) {
        surroundings.note(
            "Property " + key + " is kept, but does nothing here" + meant(key, known));
      }
    }
  }

  private static String meant(String key, List<String> known) {
    return NearestName.of(key, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private Schema schema(SleeperInstance instance) throws IOException {
    SchemaOptions.FromFile fromFile = schemaOptions.fromFile;
    if (fromFile != null) {
      InputFiles file = instance.inputFiles(surroundings.resolveInput(fromFile.from));
      file.columnsWithoutType()
          .forEach(sentence -> surroundings.note(sentence + "; the table goes without it"));
      Schema schema = file.schema(fromFile.rowKeys, fromFile.sortKeys);
      if (fromFile.rowKeys.isEmpty()) {
        surroundings.note(
            "The rows are keyed by the first column, %s; --row-key names others"
                .formatted(schema.field(0).name()));
      }
      return schema;
    }
    Path schemaFile = surroundings.resolveFile(requireGiven(schemaOptions.schemaFile));
    try {
      return SchemaJson.parse(Files.readString(schemaFile));
    } catch (CharacterCodingException e) {
      throw new InvalidInput(
          "The schema is not JSON text; for the columns of a Parquet file use --from: file="
              + schemaFile,
          e);
    } catch (InvalidInput e) {
      throw new InvalidInput(e.getMessage() + ": file=" + schemaFile, e);
    }
  }

  private List<?> splitPoints(SleeperInstance instance, Schema schema) throws IOException {
    if (splitOptions == null) {
      return List.of();
    }
    if (splitOptions.estimate != null) {
      return estimated(instance, schema, splitOptions.estimate);
    }
    SplitOptions.Given given = requireGiven(splitOptions.given);
    Path file = surroundings.resolveFile(given.file);
    return SplitPointsFile.read(file, schema.rowKeyFields().get(0), given.form());
  }

  private List<?> estimated(SleeperInstance instance, Schema schema, SplitOptions.Estimate options)
      throws IOException {
    if (options.partitions < 1) {
      throw new ParameterException(
          spec.commandLine(), "--partitions is at least 1, not " + options.partitions);
    }
    SplitPointEstimate estimate =
        instance.inputFiles(sample(options)).estimateSplitPoints(schema, options.partitions);
    if (estimate.isShort()) {
      surroundings.note(
          "The sample has too few different keys for %d partitions; the table gets %d"
              .formatted(options.partitions, estimate.partitions()));
    }
    return estimate.splitPoints();
  }

  private String sample(SplitOptions.Estimate estimate) {
    if (estimate.sample != null) {
      return surroundings.resolveInput(estimate.sample);
    }
    if (schemaOptions.fromFile != null) {
      return surroundings.resolveInput(schemaOptions.fromFile.from);
    }
    throw new ParameterException(
        spec.commandLine(), "--partitions needs --sample FILE to see where the keys lie");
  }

  private static <T> T requireGiven(@Nullable T option) {
    if (option == null) {
      throw new IllegalStateException("One option of a group is always given");
    }
    return option;
  }
}
