package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowCommandsTest {

  private static final int ROWS = 5000;

  @TempDir private Path folder;

  @BeforeEach
  void makeTable() {
    run("init");
    run("sample readings.parquet --rows " + ROWS);
    run(
        "table create readings --from readings.parquet --row-key sensor --sort-key time"
            + " --partitions 4");
  }

  @Test
  void shouldIngestAndSaySo() {
    CommandRun ingested = run("ingest readings readings.parquet --job-id first");

    assertThat(ingested.out())
        .startsWith("✓ Ingested 5,000 rows into readings")
        .containsPattern("job +first")
        .containsPattern("partitions +4 leaf partitions got rows")
        .containsPattern("files +4 files, ")
        .containsPattern("spilled +nothing");
    assertThat(ingested.err().lines()).first().asString().startsWith("Reading 5,000 rows, ");
  }

  @Test
  void shouldGiveProgramsTheResult() {
    CommandRun ingested = run("ingest readings readings.parquet --json");

    JsonNode result = ingested.json();
    assertThat(ingested.err()).isEmpty();
    assertThat(result.get("duplicate").asBoolean()).isFalse();
    assertThat(result.get("rowsRead").asInt()).isEqualTo(ROWS);
    assertThat(result.get("transactionNumber").asInt()).isEqualTo(1);
    assertThat(result.get("files"))
        .hasSize(4)
        .allSatisfy(
            file ->
                assertThat(file.fieldNames())
                    .toIterable()
                    .containsExactly("filename", "partition", "rows", "bytes"));
  }

  @Test
  void shouldIngestAJobOnce() {
    run("ingest readings readings.parquet --job-id first");

    CommandRun again = run("ingest readings readings.parquet --job-id first");

    assertThat(again.out())
        .isEqualToIgnoringNewLines(
            "Job first had been ingested into readings before: 5,000 rows, transaction 1."
                + " Nothing was done now.");
    assertThat(run("query readings --count").out()).isEqualToIgnoringNewLines("5000");
  }

  @Test
  void shouldEndTheBarsAtAllRowsOnATerminal() {
    CommandRun ingested =
        CommandRun.onTerminal(folder, "ingest", "readings", "readings.parquet").succeeded();

    assertThat(ingested.err()).contains("100%  5,000 of 5,000 rows").contains("4 leaf partitions");
  }

  @Test
  void shouldRefuseFilesThatAreNotThereOrNotParquet() throws IOException {
    Path text = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n3,4\n5,6\n");

    failed(3, "ingest readings nowhere.parquet").contains("nowhere.parquet does not exist");
    failed(3, "ingest readings x.csv").contains(text.toString()).contains("not a Parquet file");
    failed(3, "ingest reading readings.parquet").contains("did you mean readings?");
    failed(2, "ingest readings").contains("FILE_OR_DIR");
    failed(2, "ingest readings readings.parquet --memory many").contains("is not a size");
    failed(2, "ingest readings readings.parquet --memory 1K").contains("at least");
  }

  @Test
  void shouldReportADamagedFileAndLeaveNothingBehind() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("readings.parquet"));
    for (int i = bytes.length / 4; i < bytes.length / 2; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(folder.resolve("damaged.parquet"), bytes);

    failed(7, "ingest readings damaged.parquet").contains("damaged.parquet");

    assertThat(run("query readings --count").out()).isEqualToIgnoringNewLines("0");
    assertThat(filesBelow("data")).isEmpty();
    assertThat(filesBelow("tmp")).isEmpty();
  }

  @Test
  void shouldQueryByKeyRangeAndCondition() {
    ingest();

    List<String> lines =
        run("query readings --key sensor-0007 --columns sensor,status --where status=ok")
            .out()
            .lines()
            .toList();

    assertThat(lines.get(0)).isEqualTo("sensor,status");
    assertThat(lines.subList(1, lines.size())).isNotEmpty().containsOnly("sensor-0007,ok");
    assertThat(run("query readings --range sensor>=sensor-0999 --columns sensor").out().lines())
        .contains("sensor-0999", "sensor-1000")
        .doesNotContain("sensor-0998");
    assertThat(run("query readings --key sensor-0001 --key sensor-0002 --count").out().strip())
        .isEqualTo(
            Integer.toString(
                count("query readings --key sensor-0001 --count")
                    + count("query readings --key sensor-0002 --count")));
  }

  @Test
  void shouldShowATableOnATerminalAndCsvElsewhere() {
    ingest();

    CommandRun seen =
        CommandRun.onTerminal(folder, "query", "readings", "--limit", "2", "--columns", "sensor");

    assertThat(seen.succeeded().out()).contains("│").contains("sensor-0001");
    assertThat(seen.err()).startsWith("2 rows in ");
    assertThat(run("query readings --limit 2 --columns sensor").out())
        .as("no CR that a shell would take for a part of the value")
        .isEqualTo("sensor\nsensor-0001\nsensor-0001\n");
    assertThat(run("query readings --limit 1 --columns sensor --json").out())
        .isEqualToNormalizingNewlines("{\"sensor\":\"sensor-0001\"}\n");
  }

  @Test
  void shouldWriteFilesThatOtherToolsRead() throws SQLException {
    ingest();

    CommandRun written = run("query readings --output sorted.parquet");

    assertThat(written.out()).startsWith("Wrote 5,000 rows to " + folder.resolve("sorted.parquet"));
    assertThat(duckDb("SELECT count(*) FROM '" + folder.resolve("sorted.parquet") + "'"))
        .isEqualTo("5000");
    run("query readings --output rows.csv");
    assertThat(duckDb("SELECT count(*) FROM '" + folder.resolve("rows.csv") + "'"))
        .isEqualTo("5000");
    run("query readings --output rows.arrow");
    assertThat(folder.resolve("rows.arrow"))
        .content(StandardCharsets.ISO_8859_1)
        .startsWith("ARROW1");
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void shouldNotShowBinaryFormatsOnATerminal() {
    CommandRun.onTerminal(folder, "query", "readings", "--format", "parquet")
        .failed(2, "A terminal cannot show parquet; write it to a file with --output FILE");
    assertThat(run("query readings --format parquet").bytes())
        .startsWith("PAR1".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadOlderVersions() {
    ingest();
    run("ingest readings readings.parquet --job-id second");

    assertThat(count("query readings --count")).isEqualTo(2 * ROWS);
    assertThat(count("query readings --count --as-of 1")).isEqualTo(ROWS);
    failed(3, "query readings --as-of 9").contains("There is no version 9 of table readings");
  }

  @Test
  void shouldSayWhatIsWrongWithAQuery() {
    failed(3, "query readings --columns x").contains("There is no field x");
    failed(3, "query readings --where temperature<hot").contains("hot");
    failed(3, "query readings --range temperature>1").contains("value field");
    failed(2, "query readings --format xml").contains("xml");
  }

  @Test
  void shouldDrawThePartitionTree() {
    ingest();

    List<String> lines = run("partitions readings").out().lines().toList();

    assertThat(lines.get(0))
        .isEqualTo("Table readings, version 1: 5,000 rows in 4 leaf partitions, 4 files");
    assertThat(lines).anyMatch(line -> line.matches("all keys +5,000 +4 +\\S+"));
    assertThat(lines).anyMatch(line -> line.matches("│ {2}├─ sensor < sensor-\\d+ .*▪.*"));
    JsonNode json = run("partitions readings --json").json();
    assertThat(json).hasSize(7);
    assertThat(json.findValues("leaf").stream().filter(JsonNode::asBoolean)).hasSize(4);
  }

  @Test
  void shouldListFilesForPeopleProgramsAndDuckDb() throws SQLException {
    ingest();

    List<String> lines = run("files readings").out().lines().toList();
    assertThat(lines.get(2)).contains("  sensor < sensor-");
    assertThat(lines.get(5)).contains("  sensor ≥ sensor-");
    assertThat(lines.get(7)).startsWith("4 files, ");
    JsonNode files = run("files readings --json").json();
    assertThat(files)
        .hasSize(4)
        .allSatisfy(
            file -> {
              assertThat(Path.of(file.get("path").asText())).hasSize(file.get("bytes").asLong());
              assertThat(file.get("partition").asText()).isNotEmpty();
            });
    assertThat(files.findValues("rows").stream().mapToInt(JsonNode::asInt).sum()).isEqualTo(ROWS);
    String from = run("files readings --duckdb").out();
    assertThat(duckDb("SELECT count(DISTINCT sensor) FROM " + from)).isEqualTo("994");
  }

  @Test
  void shouldListJobsAndStatus() {
    ingest();

    assertThat(run("jobs").out())
        .containsPattern("readings +first +finished .* 5,000 of 5,000 +transaction 1, 4 files, ");
    assertThat(run("jobs readings --json").json().get(0).get("rows").asInt()).isEqualTo(ROWS);
    assertThat(run("status").out()).containsPattern("readings +1 +5,000 +4 +\\S+ KiB +4 +20");
    assertThat(run("status readings --json").json().at("/tables/0/rows").asInt()).isEqualTo(ROWS);
  }

  @Test
  void shouldClearAndCollect() {
    run("table create t --from readings.parquet --property sleeper.table.gc.delay.minutes=0");
    run("ingest t readings.parquet");
    assertThat(run("collect").out()).isEqualToIgnoringNewLines("Nothing to delete");

    run("table clear t");

    assertThat(count("query t --count")).isZero();
    assertThat(run("collect --json").json().get("filesDeleted").asInt()).isEqualTo(1);
  }

  @Test
  void shouldSayWhichOptionIsWrong() {
    failed(2, "ingest readings readings.parquet --memory 1K")
        .contains("--memory is at least 16M, not 1K");
    failed(2, "ingest readings readings.parquet --threads 0")
        .contains("--threads is at least 1, not 0");
    failed(2, "ingest readings readings.parquet --job-id=").contains("--job-id is empty");
    failed(2, "jobs --limit -1").contains("--limit is at least 1, not -1");
    failed(2, "query readings --count --output x.csv").contains("--count prints none");
    failed(2, "query readings --output x.xyz").contains("x.xyz names no format");
  }

  @Test
  void shouldRefuseAPlaceThatCannotBeWritten() {
    failed(3, "query readings --output nowhere/x.csv")
        .contains("There is no folder " + folder.resolve("nowhere"));
    failed(3, "query readings --output data --format csv").contains("is a folder");
    failed(3, "files readings --duckdb").contains("has no data files");
  }

  @Test
  void shouldWriteThroughALink() throws IOException {
    ingest();
    Path file = Files.writeString(folder.resolve("old.csv"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);

    run("query readings --limit 1 --columns sensor --output link.csv");

    assertThat(link).isSymbolicLink();
    assertThat(file).content().isEqualToNormalizingNewlines("sensor\nsensor-0001\n");
  }

  @Test
  void shouldSayThatADeviceIsFullAndLeaveItBe() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full) && !Files.isRegularFile(full), "needs the device /dev/full");
    ingest();
    failed(1, "query readings --format csv --output " + full)
        .contains("Could not write file /dev/full: No space left on device");

    assertThat(Files.isRegularFile(full)).isFalse();
  }

  @Test
  void shouldFindFilesInAFolderThatIsALink() throws IOException {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    Files.move(folder.resolve("readings.parquet"), inputs.resolve("readings.parquet"));
    Files.createSymbolicLink(folder.resolve("link"), inputs);

    assertThat(run("ingest readings link").out()).contains("Ingested 5,000 rows");
  }

  private void ingest() {
    run("ingest readings readings.parquet --job-id first");
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }

  private AbstractStringAssert<?> failed(int code, String command) {
    CommandRun failed = CommandRun.in(folder, command.split(" "));
    assertThat(failed.code()).as(failed.err()).isEqualTo(code);
    return assertThat(failed.err()).contains("error: ").doesNotContain("\tat ");
  }

  private int count(String command) {
    return Integer.parseInt(run(command).out().strip());
  }

  private List<Path> filesBelow(String name) throws IOException {
    Path below = folder.resolve(name);
    if (!Files.exists(below)) {
      return List.of();
    }
    try (var files = Files.walk(below)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static String duckDb(String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getString(1);
    }
  }
}
