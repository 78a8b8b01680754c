package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.terminal.TerminalTraits;
import sleeper.core.testing.SharedData;
import sleeper.servers.DumpedInstance;
import sleeper.servers.TestClients;

/** The commands on an instance that Sleeper deployed and filled. */
class SleepersInstanceTest {

  @TempDir private Path folder;
  private DumpedInstance sleepers;

  @BeforeEach
  void load() throws IOException {
    AwsSettings.nameTheServers();
    Path golden = SharedData.formats("golden");
    sleepers =
        DumpedInstance.loadTables(golden.resolve("5-final/dynamodb"))
            .loadBuckets(golden.resolve("5-final/s3"));
  }

  @AfterEach
  void unload() {
    if (sleepers != null) {
      sleepers.close();
    }
    TestClients.dynamoDb().listTablesPaginator().tableNames().stream()
        .filter(table -> table.startsWith("sleeper-golden-"))
        .forEach(ours -> TestClients.dynamoDb().deleteTable(delete -> delete.tableName(ours)));
    AwsSettings.forgetTheServers();
  }

  @Test
  void shouldReadItAsItIsAndAddToItOnceItIsAdopted() {
    long rows = count();
    run("query twokeys --limit 50 --output rows.parquet");

    CommandRun tooEarly = attempt("ingest twokeys rows.parquet --job-id again");
    assertThat(tooEarly.code()).isEqualTo(1);
    assertThat(tooEarly.err()).contains("error: ").contains("sleeper instance adopt makes those");
    assertThat(run("instance adopt golden").out())
        .containsPattern("table +sleeper-golden-ingest-job-ledger +made")
        .contains("✓ Instance golden can be used");
    assertThat(run("ingest twokeys rows.parquet --job-id again").out())
        .contains("Ingested 50 rows into twokeys");

    assertThat(run("ingest twokeys rows.parquet --job-id again").out())
        .contains("had been ingested into twokeys before");
    assertThat(count()).isEqualTo(rows + 50);
    assertThat(run("jobs twokeys").out()).contains("again");
  }

  private long count() {
    return Long.parseLong(run("query twokeys --count").out().strip());
  }

  private CommandRun run(String command) {
    return attempt(command).succeeded();
  }

  private CommandRun attempt(String command) {
    return CommandRun.run(
        folder, TerminalTraits.PLAIN, Map.of("SLEEPER_INSTANCE", "golden"), command.split(" "));
  }
}
