package sleeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.cli.command.ExitCode;
import sleeper.plan.Prices;

class PlanCommandTest {

  private static final String EXAMPLE = "plan --rows 100M --leaves 100 --row-bytes 50 ";

  @TempDir private Path folder;

  @Test
  void shouldShowBothModelsSideBySide() {
    String out = run(EXAMPLE + "--job-rows 10k").out();

    assertThat(out)
        .startsWith("Plan for 100,000,000 rows into a table of 100 leaf partitions, in 10,000 jobs")
        .containsPattern("model +seed +USD +engine +USD")
        .containsPattern("data files +1,000,000 +1,000,000")
        .containsPattern("S3 PUT, LIST and part requests +1,000,000 +5\\.00 +2,000,\\d{3} +10\\.00")
        .containsPattern("DynamoDB write units +1,000,000 +1\\.25 +\\S+ +\\S+")
        .containsPattern("all of it +6\\.25 +\\S+")
        .contains("One job, by model engine", "Prices of us-east-1 in USD as of ");
  }

  @Test
  void shouldTellProgramsTheSame() {
    JsonNode plan = run(EXAMPLE + "--job-rows 10M --json").json();

    assertThat(plan.at("/models/0/model").asText()).isEqualTo("seed");
    assertThat(plan.at("/models/0/costs/0/cost").asDouble()).isEqualTo(0.005);
    assertThat(plan.at("/models/0/costs/1/cost").asDouble()).isEqualTo(0.00125);
    assertThat(plan.at("/models/1/model").asText()).isEqualTo("engine");
    assertThat(plan.at("/models/1/files").asLong()).isEqualTo(1000);
    assertThat(plan.at("/models/1/job/spills").isNumber()).isTrue();
    assertThat(plan.at("/prices/date").asText()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(run(EXAMPLE + "--job-rows 10M --model seed --json").json().get("models")).hasSize(1);
  }

  @Test
  void shouldUnderstandNumbersOfRows() {
    assertThat(rows("1.5G")).isEqualTo(1_500_000_000);
    assertThat(rows("250000")).isEqualTo(250_000);
    assertThat(rows("2T")).isEqualTo(2_000_000_000_000L);
    for (String wrong : new String[] {"0", "1.5", "-1", "1MB", "9000000T"}) {
      failed(
          ExitCode.USAGE,
          "plan --leaves 1 --row-bytes 9 --job-rows 1G --rows=" + wrong,
          "\"" + wrong + "\" is not a number of rows");
    }
  }

  private long rows(String text) {
    return run("plan --leaves 1 --row-bytes 9 --job-rows 1G --json --rows " + text)
        .json()
        .at("/workload/rows")
        .asLong();
  }

  @Test
  void shouldRefuseMemoryWithWhichTheEngineWouldRefuseTheJobs() {
    failed(
        ExitCode.BUDGET_EXCEEDED,
        EXAMPLE + "--job-rows 1M --memory 37M",
        "The memory budget of 37M is too small for tables in S3: a job needs at least 38M there");
    assertThat(run(EXAMPLE + "--job-rows 1M --memory 38M").err()).isEmpty();
  }

  @Test
  void shouldRecommendASizeOfJobs() {
    assertThat(run(EXAMPLE + "--delay 10m --rows-per-second 50k").out())
        .containsPattern("Jobs of up to \\d+,000,000 rows are queryable within 10 min");
    assertThat(
            run(EXAMPLE + "--delay 10m --rows-per-second 50k --json")
                .json()
                .at("/recommendation/rowsPerJob")
                .asLong())
        .isBetween(20_000_000L, 30_000_000L);
    failed(
        ExitCode.INVALID_INPUT,
        EXAMPLE + "--delay 30s --rows-per-second 50k",
        "No size of jobs makes rows queryable within 30.0 s");
    assertThat(run(EXAMPLE + "--delay 30s --rows-per-second 50k --job-rows 1M").out())
        .contains("No size of jobs makes rows queryable within 30.0 s");
  }

  @Test
  void shouldPlanForATableThatIsThere() throws Exception {
    run("init");
    run("sample readings.parquet --rows 20000");
    run("table create readings --from readings.parquet --row-key sensor --partitions 8");

    assertThat(run("plan --table readings --rows 1G --job-rows 10M").out())
        .contains("into readings", "which is a guess");
    run("ingest readings readings.parquet");
    assertThat(run("plan --table readings --rows 1G --job-rows 10M").out())
        .doesNotContain("which is a guess");
    assertThat(run("query readings --count").out().strip()).isEqualTo("20000");
  }

  @Test
  void shouldPlanForFilesWithoutIngestingThem() {
    run("init");
    run("sample readings.parquet --rows 20000");
    run("table create readings --from readings.parquet --row-key sensor --partitions 8");

    CommandRun planned = run("ingest readings readings.parquet --plan");
    assertThat(planned.out())
        .startsWith("Plan for 20,000 rows into readings, in 1 job of 20,000 rows")
        .containsPattern("data files +8 +8")
        .contains("by their keys they can touch 8 of 8 leaf partitions");
    assertThat(run("query readings --count").out().strip()).isEqualTo("0");
    assertThat(run("jobs readings --json").json()).isEmpty();
  }

  @Test
  void shouldTakePricesFromAFile() throws Exception {
    Path prices = folder.resolve("prices.json");
    try (InputStream builtIn = Prices.class.getResourceAsStream("prices.json")) {
      Files.writeString(
          prices,
          new String(builtIn.readAllBytes(), StandardCharsets.UTF_8)
              .replace("us-east-1", "moon-1")
              .replace("0.005,", "1,"));
    }

    JsonNode plan =
        run(EXAMPLE + "--job-rows 10M --prices prices.json --region moon-1 --json").json();
    assertThat(plan.at("/models/1/costs/0/cost").asDouble()).isBetween(1.9, 4.0);
    failed(
        ExitCode.INVALID_INPUT,
        EXAMPLE + "--job-rows 10M --region moon-1",
        "There are no prices of region moon-1");
    Files.writeString(prices, "{}");
    failed(
        ExitCode.INVALID_INPUT,
        EXAMPLE + "--job-rows 10M --prices prices.json",
        "Price file prices.json has no \"regions\"");
  }

  @Test
  void shouldSayWhatIsWrongInOneSentence() {
    failed(
        ExitCode.USAGE,
        "plan --rows many --leaves 4 --row-bytes 9 --job-rows 1",
        "\"many\" is not a number of rows");
    failed(ExitCode.USAGE, "plan --rows 1M --job-rows 1k", "--table or --leaves is missing");
    failed(
        ExitCode.USAGE,
        "plan --rows 1M --job-rows 1k --leaves 3",
        "--leaves needs --schema or --row-bytes");
    failed(
        ExitCode.USAGE,
        "plan --rows 1M --leaves 3 --row-bytes 9",
        "--job-rows or --delay is missing");
    failed(ExitCode.USAGE, EXAMPLE + "--delay 10m", "--delay needs --rows-per-second");
    failed(
        ExitCode.USAGE,
        EXAMPLE + "--delay soon --rows-per-second 1",
        "\"soon\" is not a span of time");
    failed(
        ExitCode.USAGE,
        EXAMPLE + "--job-rows 1k --model best",
        "--model is seed, engine or both, not best");
    failed(
        ExitCode.USAGE,
        EXAMPLE + "--job-rows 1k --processor z80",
        "--processor is arm or x86, not z80");
    failed(
        ExitCode.USAGE, EXAMPLE + "--job-rows 1k --memory 1M", "--memory is at least 16M, not 1M");
    failed(
        ExitCode.USAGE,
        "ingest none none --region eu-west-2",
        "--region and --prices go with --plan");
    failed(ExitCode.INVALID_INPUT, "plan --table none --rows 1M --job-rows 1k", "init");
  }

  private CommandRun run(String command) {
    return CommandRun.in(folder, command.split(" ")).succeeded();
  }

  private void failed(ExitCode code, String command, String sentence) {
    CommandRun failed = CommandRun.in(folder, command.split(" "));
    assertThat(failed.code()).as(failed.err()).isEqualTo(code.code());
    assertThat(failed.err()).startsWith("error: ").contains(sentence).doesNotContain("\tat ");
  }
}
