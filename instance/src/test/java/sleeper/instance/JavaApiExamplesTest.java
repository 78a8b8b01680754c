package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.SharedData;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestWriter;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.query.filter.Operator;

/** The examples of docs/java-api.md, which has them word for word, between the marks. */
class JavaApiExamplesTest {

  private static final String SOURCE =
      "instance/src/test/java/sleeper/instance/JavaApiExamplesTest.java";

  @TempDir private Path folder;
  private Schema schema;
  private SleeperInstance instance;

  @BeforeEach
  void makeInstance() {
    // example: create
    Schema schema =
        Schema.builder()
            .rowKey("sensor", PrimitiveType.STRING)
            .sortKey("time", PrimitiveType.TIMESTAMP)
            .value("temperature", PrimitiveType.DOUBLE)
            .nullableValue("note", PrimitiveType.STRING)
            .build();

    SleeperInstance instance = SleeperInstance.init(folder.resolve("my-instance"));
    instance
        .tables()
        .create(
            NewTable.named("readings", schema).withSplitPoints(List.of("sensor-3", "sensor-6")));
    // end
    this.schema = schema;
    this.instance = instance;
  }

  @Test
  void shouldIngestAnIterableOnce() throws IOException {
    // example: ingest
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Instant time = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
      rows.add(Row.of(schema, "sensor-" + i, time, 20.5 + i, null));
    }

    IngestResult result = instance.ingestFactory().ingest("readings", "job-1", rows);
    // end

    assertThat(result.rowsWritten()).isEqualTo(10);
    assertThat(result.files()).hasSize(3);
    assertThat(instance.ingestFactory().ingest("readings", "job-1", rows).duplicate()).isTrue();
  }

  @Test
  void shouldWriteRowByRow() throws IOException {
    // example: write
    try (IngestWriter writer = instance.ingestFactory().writer("readings")) {
      Row row = Row.of(schema);
      for (int i = 0; i < 10; i++) {
        row.put("sensor", "sensor-" + i);
        row.put("time", Instant.parse("2026-01-01T00:00:00Z"));
        row.put("temperature", 20.5);
        writer.write(row);
      }
      writer.commit();
    }
    // end

    assertThat(instance.tables().find("readings").rows()).isEqualTo(10);
  }

  @Test
  void shouldQuery() throws IOException {
    shouldIngestAnIterableOnce();
    List<Row> found = new ArrayList<>();
    // example: query
    TableQuery readings = instance.query("readings");
    try (QueryResults results =
            readings.run(
                readings
                    .query()
                    .key("sensor-7")
                    .where("temperature", Operator.GREATER, 20.0)
                    .columns("time", "temperature")
                    .limit(100)
                    .build());
        CloseableIterator<Row> rows = results.rows()) {
      while (rows.hasNext()) {
        found.add(rows.next());
      }
    }

    long count = readings.count(readings.query().build());
    // end

    assertThat(found).extracting(row -> row.get("temperature")).containsExactly(27.5);
    assertThat(count).isEqualTo(10);
  }

  @Test
  void shouldExchangeArrow() throws IOException {
    shouldIngestAnIterableOnce();
    instance.tables().create(NewTable.named("copy", schema));
    TableQuery readings = instance.query("readings");
    // example: arrow
    try (BufferAllocator allocator = new RootAllocator();
        QueryResults results = readings.run(readings.query().build());
        ArrowReader batches = results.toArrow(allocator)) {
      instance.ingestFactory().ingestArrow("copy", batches);
    }
    // end

    assertThat(instance.tables().find("copy").rows()).isEqualTo(10);
  }

  @Test
  void shouldStandInThePageWordForWord() throws IOException {
    Path home = SharedData.projectRoot();
    List<String> examples = examples(Files.readAllLines(home.resolve(SOURCE)));
    String page = Files.readString(home.resolve("docs/java-api.md"));

    assertThat(examples).hasSize(5);
    assertThat(examples).allSatisfy(example -> assertThat(page).contains(example));
  }

  private static List<String> examples(List<String> lines) {
    List<String> examples = new ArrayList<>();
    StringBuilder current = null;
    for (String line : lines) {
      if (line.startsWith("    // example: ")) {
        current = new StringBuilder("```java\n");
      } else if (line.equals("    // end") && current != null) {
        examples.add(current + "```\n");
        current = null;
      } else if (current != null) {
        current.append(line.startsWith("    ") ? line.substring(4) : line).append('\n');
      }
    }
    return examples;
  }
}
