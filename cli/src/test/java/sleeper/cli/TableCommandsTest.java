package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommandsTest {

  private static final String SCHEMA =
      """
      {"rowKeyFields":[{"name":"id","type":"LongType"}],
       "sortKeyFields":[],
       "valueFields":[{"name":"name","type":"StringType"}]}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makeInstance() throws IOException {
    CommandRun.in(folder, "init").succeeded();
    CommandRun.in(folder, "sample", "readings.parquet", "--rows", "5000").succeeded();
    Files.writeString(folder.resolve("schema.json"), SCHEMA);
  }

  @Test
  void shouldCreateATableFromASchemaFile() {
    CommandRun.in(folder, "table", "create", "people", "--schema", "schema.json").succeeded();

    JsonNode table = CommandRun.in(folder, "table", "describe", "people", "--json").json();
    assertThat(table.get("leafPartitions").asInt()).isEqualTo(1);
    assertThat(table.get("fields").findValuesAsText("name")).containsExactly("id", "name");
    assertThat(table.get("fields").findValuesAsText("role")).containsExactly("row key", "value");
  }

  @Test
  void shouldCreateATableFromAParquetFileWithPartitionsFromASample() {
    CommandRun created =
        CommandRun.in(
                folder,
                "table create readings --from readings.parquet --row-key sensor --sort-key time "
                    .concat("--partitions 4")
                    .split(" "))
            .succeeded();

    assertThat(created.out())
        .startsWith("Created table readings")
        .contains("leaf partitions      4")
        .contains("sensor       row key   string")
        .contains("time         sort key  timestamp")
        .contains("note         value     string     allowed");
  }

  @Test
  void shouldTakeSplitPointsFromAFile() throws IOException {
    Files.writeString(folder.resolve("splits.txt"), "-5\n10\n");

    JsonNode table =
        CommandRun.in(
                folder,
                "table create people --schema schema.json --split-points splits.txt --json"
                    .split(" "))
            .json();

    assertThat(table.get("leafPartitions").asInt()).isEqualTo(3);
  }

  @Test
  void shouldSayWhatIsWrongWithASplitPointsFile() throws IOException {
    Path splits = Files.writeString(folder.resolve("splits.txt"), "5\nx\n");

    CommandRun failed =
        CommandRun.in(
            folder,
            "table create people --schema schema.json --split-points splits.txt".split(" "));

    assertThat(failed.code()).isEqualTo(3);
    assertThat(failed.err()).contains(splits.toString()).contains("2").contains("\"x\"");
  }

  @Test
  void shouldSayThatASampleHasTooFewKeys() {
    CommandRun created =
        CommandRun.in(
                folder,
                "table create t --from readings.parquet --row-key status --partitions 9".split(" "))
            .succeeded();

    assertThat(created.err())
        .isEqualToIgnoringNewLines(
            "note: The sample has too few different keys for 9 partitions; the table gets 2");
  }

  @Test
  void shouldUseTheFirstColumnAsKeyUnlessToldOtherwise() {
    CommandRun created =
        CommandRun.in(folder, "table", "create", "t", "--from", "readings.parquet").succeeded();

    assertThat(created.out()).contains("sensor       row key");
    assertThat(created.err()).contains("note: The rows are keyed by the first column, sensor");
  }

  @Test
  void shouldSayWhichOptionsCannotBe() {
    CommandRun.in(folder, "table", "create", "t", "--schema", "schema.json", "--partitions", "3")
        .failed(2, "--partitions needs --sample FILE to see where the keys lie");
    assertThat(create("--schema schema.json --from readings.parquet").code()).isEqualTo(2);
    assertThat(create("").err()).contains("--schema=FILE").contains("--from=FILE");
    assertThat(create("--from readings.parquet --partitions 0").err())
        .contains("--partitions is at least 1, not 0");
  }

  @Test
  void shouldSayWhatIsWrongWithInput() throws IOException {
    Path schema = Files.writeString(folder.resolve("bad.json"), "{\"rowKeyFields\":[]}");

    assertThat(create("--schema bad.json").err()).contains(schema.toString());
    assertThat(create("--schema nowhere.json").err())
        .contains("There is no file " + folder.resolve("nowhere.json"));
    assertThat(create("--from readings.parquet --row-key sensr").err())
        .contains("Key column sensr is not in the file");
    assertThat(create("--schema schema.json --property sleeper.table.gc.delay.minutes=x").err())
        .contains("Property sleeper.table.gc.delay.minutes is \"x\"");
  }

  @Test
  void shouldTellAFileThatIsNoSchemaAndANameThatIsNone() {
    assertThat(create("--schema readings.parquet").err())
        .contains("error: The schema is not JSON text")
        .contains(folder.resolve("readings.parquet").toString());
    CommandRun.in(folder, "table", "create", "", "--schema", "schema.json")
        .failed(
            3,
            "Table name \"\" cannot be used; it has 1 to 128 letters, digits, '_', '-' and '.',"
                + " and starts with a letter, a digit or '_'");
    assertThat(create("").err()).startsWith("error: Missing required argument");
  }

  @Test
  void shouldPointOutPropertiesThatDoNothing() {
    assertThat(create("--schema schema.json --property sleeper.table.gc.delay.minuts=5").err())
        .isEqualToIgnoringNewLines(
            "note: Property sleeper.table.gc.delay.minuts is kept, but does nothing here;"
                + " did you mean sleeper.table.gc.delay.minutes?");
  }

  @Test
  void shouldRefuseASampleOfFewerThanNoRows() {
    CommandRun.in(folder, "sample", "x.parquet", "--rows", "-5")
        .failed(2, "--rows is at least 0, not -5");
    CommandRun.in(folder, "sample", "nowhere/x.parquet")
        .failed(3, "There is no folder " + folder.resolve("nowhere") + " for file x.parquet");
    assertThat(CommandRun.in(folder, "partitions").succeeded().out())
        .isEqualToIgnoringNewLines("No tables yet");
  }

  @Test
  void shouldShowPropertiesThatWereSet() {
    CommandRun created =
        create("--schema schema.json --property sleeper.table.parquet.compression.codec=snappy");

    assertThat(created.succeeded().out())
        .containsPattern("sleeper.table.parquet.compression.codec +snappy");
  }

  @Test
  void shouldListTables() {
    assertThat(CommandRun.in(folder, "table", "list").succeeded().out())
        .startsWith("There are no tables yet");
    create("--schema schema.json");

    assertThat(CommandRun.in(folder, "table", "list").succeeded().out().lines().skip(2))
        .singleElement()
        .asString()
        .matches("t +[0-9a-f]{8} +id +2 +1 +0");
    assertThat(CommandRun.in(folder, "table", "list", "--json").json().findValuesAsText("name"))
        .containsExactly("t");
  }

  @Test
  void shouldAddAColumn() {
    create("--schema schema.json");

    CommandRun.in(folder, "table", "add-column", "t", "scores", "list<double>").succeeded();

    assertThat(CommandRun.in(folder, "table", "describe", "t").succeeded().out())
        .containsPattern("scores +value +list<double> +allowed");
    CommandRun.in(folder, "table", "add-column", "t", "scores", "int")
        .failed(3, "Table t has a column scores already");
  }

  @Test
  void shouldDropATable() {
    create("--schema schema.json");

    assertThat(CommandRun.in(folder, "table", "drop", "t").succeeded().out())
        .isEqualToIgnoringNewLines("Dropped table t; sleeper collect deletes its files");
    CommandRun.in(folder, "table", "describe", "t")
        .failed(3, "There is no table t; there are no tables yet");
  }

  private CommandRun create(String options) {
    List<String> arguments = new ArrayList<>(List.of("table", "create", "t"));
    arguments.addAll(List.of(options.isEmpty() ? new String[0] : options.split(" ")));
    return CommandRun.in(folder, arguments.toArray(String[]::new));
  }
}
