package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestListener;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.runner.IngestWriter;
import sleeper.ingest.source.InputFile;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;

class IngestFactoryTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .nullableValue("text", PrimitiveType.STRING)
          .build();

  @TempDir private Path temporary;
  private SleeperInstance instance;
  private IngestFactory factory;

  @BeforeEach
  void makeInstance() {
    instance = SleeperInstance.init(temporary.resolve("instance"));
    instance.tables().create(NewTable.named("t", SCHEMA).withSplitPoints(List.of(0L, 100L)));
    factory = instance.ingestFactory();
  }

  @AfterEach
  void closeInstance() {
    instance.close();
  }

  @Nested
  class Sources {

    @Test
    void shouldSayWhatWasReadAndWritten() throws IOException {
      IngestResult result = factory.ingest("t", "job", List.of(row(150), row(-3), row(5), row(7)));

      assertThat(result.duplicate()).isFalse();
      assertThat(result.jobId()).isEqualTo("job");
      assertThat(result.rowsRead()).isEqualTo(4);
      assertThat(result.rowsWritten()).isEqualTo(4);
      assertThat(result.transactionNumber()).isEqualTo(1);
      assertThat(result.files()).extracting(WrittenFile::rows).containsExactly(1L, 2L, 1L);
      assertThat(result.totals().bytes())
          .isEqualTo(result.files().stream().mapToLong(WrittenFile::bytes).sum())
          .isPositive();
      assertThat(instance.tables().state("t", OptionalLong.empty()).references())
          .containsExactlyInAnyOrderElementsOf(result.references());
    }

    @Test
    void shouldTakeTheRestOfAnIteratorAndCloseIt() throws IOException {
      ClosingIterator rows = new ClosingIterator(List.of(row(1), row(2), row(3)).iterator());
      rows.next();

      factory.ingest("t", rows);

      assertThat(rows.closed).isEqualTo(1);
      assertThat(keys()).containsExactly(2L, 3L);
    }

    @Test
    void shouldCloseTheIteratorOfADuplicateWithoutReadingIt() throws IOException {
      factory.ingest("t", "job", List.of(row(1)));
      ClosingIterator rows = new ClosingIterator(List.of(row(2)).iterator());

      IngestResult result = factory.ingest("t", "job", rows);

      assertThat(result.duplicate()).isTrue();
      assertThat(rows.closed).isEqualTo(1);
      assertThat(rows.hasNext()).isTrue();
      assertThat(keys()).containsExactly(1L);
    }

    @Test
    void shouldTakeArrowBatches() throws IOException {
      factory.ingest("t", List.of(row(1), row(200)));
      instance.tables().create(NewTable.named("copy", SCHEMA));
      TableQuery query = instance.query("t");
      try (BufferAllocator allocator = new RootAllocator();
          QueryResults results = query.run(query.query().build());
          ArrowReader batches = results.toArrow(allocator)) {
        factory.ingestArrow("copy", batches);
      }

      assertThat(keysOf("copy")).containsExactly(1L, 200L);
    }

    @Test
    void shouldTakeParquetFilesAndFolders() throws IOException {
      IngestResult first = factory.ingest("t", List.of(row(1), row(200)));
      List<String> files =
          first.files().stream()
              .map(
                  file ->
                      Path.of(instance.location())
                          .resolve("data")
                          .resolve(file.filename())
                          .toString())
              .toList();
      instance.tables().create(NewTable.named("copy", SCHEMA));
      instance.tables().create(NewTable.named("folder", SCHEMA));

      IngestResult copied = factory.ingestFiles("copy", files);
      factory.ingestFiles("folder", List.of(Path.of(files.get(0)).getParent().toString()));

      assertThat(copied.inputFiles())
          .containsExactly(new InputFile(files.get(0), 1), new InputFile(files.get(1), 1));
      assertThat(keysOf("copy")).containsExactly(1L, 200L);
      assertThat(keysOf("folder")).containsExactly(1L, 200L);
    }

    @Test
    void shouldMakeNoFileOfNoRowsAndStillKnowTheJob() throws IOException {
      IngestResult result = factory.ingest("t", "empty", List.of());

      assertThat(result.files()).isEmpty();
      assertThat(result.transactionNumber()).isZero();
      assertThat(dataFiles()).isEmpty();
      assertThat(factory.ingest("t", "empty", List.of(row(1))).duplicate()).isTrue();
    }

    @Test
    void shouldTellTheListenerOfTheInputAndOfEachStep() throws IOException {
      List<String> heard = new ArrayList<>();
      IngestListener listener =
          new IngestListener() {
            @Override
            public void inputFound(OptionalLong rows, long bytes) {
              heard.add("input " + rows.orElse(-1));
            }

            @Override
            public void committing(int files) {
              heard.add("committing " + files);
            }
          };

      factory.withListener(listener).ingest("t", List.of(row(1), row(200)));

      assertThat(heard).containsExactly("input 2", "committing 2");
    }
  }

  @Nested
  class Jobs {

    @Test
    void shouldRefuseTheIdOfOtherFiles() throws IOException {
      IngestResult first = factory.ingest("t", List.of(row(1), row(200)));
      List<String> files =
          first.files().stream()
              .map(
                  file ->
                      Path.of(instance.location())
                          .resolve("data")
                          .resolve(file.filename())
                          .toString())
              .toList();
      factory.ingestFiles("t", "files", files);

      assertThat(factory.ingestFiles("t", "files", files).duplicate()).isTrue();
      assertThatThrownBy(() -> factory.ingestFiles("t", "files", files.subList(0, 1)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("files");
      assertThat(keys()).containsExactly(1L, 1L, 200L, 200L);
    }

    @Test
    void shouldTakeCallsWithoutIdAsNewJobs() throws IOException {
      factory.ingest("t", List.of(row(1)));
      factory.ingest("t", List.of(row(1)));

      assertThat(keys()).containsExactly(1L, 1L);
    }
  }

  @Nested
  class PushForm {

    @Test
    void shouldPublishByCommit() throws IOException {
      try (IngestWriter writer = factory.writer("t")) {
        for (long key = 0; key < 200; key++) {
          writer.write(row(199 - key));
        }
        assertThat(keys()).isEmpty();
        assertThat(writer.commit().rowsWritten()).isEqualTo(200);
        assertThatThrownBy(() -> writer.write(row(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      }

      assertThat(keys()).hasSize(200).isSorted();
    }

    @Test
    void shouldPublishNothingWhenTheProgramFailsHalfWay() throws IOException {
      assertThatThrownBy(
              () -> {
                try (IngestWriter writer = factory.writer("t", "half")) {
                  writer.write(row(1));
                  throw new IllegalStateException("the program failed");
                }
              })
          .hasMessage("the program failed");

      assertThat(keys()).isEmpty();
      assertThat(dataFiles()).isEmpty();
      factory.ingest("t", "half", List.of(row(5)));
      assertThat(keys()).containsExactly(5L);
    }

    @Test
    void shouldRefuseAJobThatWasCommitted() throws IOException {
      factory.ingest("t", "done", List.of(row(1)));

      assertThatThrownBy(() -> factory.writer("t", "done"))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Job done was committed to table t")
          .hasMessageContaining("use another job id");
    }
  }

  @Nested
  class Failures {

    @Test
    void shouldLeaveNothingBehindWhenTheSourceThrows() throws IOException {
      Iterator<Row> failing =
          Stream.concat(
                  Stream.iterate(0L, key -> key + 1).limit(100_000).map(IngestFactoryTest::row),
                  Stream.generate(
                      () -> {
                        throw new IllegalStateException("the source broke");
                      }))
              .map(Row.class::cast)
              .iterator();

      assertThatThrownBy(() -> factory.ingest("t", "job", failing))
          .hasMessageContaining("the source broke");

      assertThat(keys()).isEmpty();
      assertThat(dataFiles()).isEmpty();
      assertThat(factory.ingest("t", "job", List.of(row(1))).duplicate()).isFalse();
    }

    @Test
    void shouldLeaveNothingBehindWhenARowDoesNotFit() throws IOException {
      assertThatThrownBy(() -> factory.ingest("t", List.of(row(1), Row.of(SCHEMA, "two", null))))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("Row 2, column key")
          .hasMessageContaining("the String two");

      assertThat(keys()).isEmpty();
      assertThat(dataFiles()).isEmpty();
    }

    @Test
    void shouldRefuseWhatFitsNeitherBudgetOrFlushByOption() throws IOException {
      List<Row> rows =
          Stream.iterate(0L, key -> key + 1)
              .limit(400_000)
              .map(key -> Row.of(SCHEMA, key % 300 - 100, "text number " + key))
              .toList();
      IngestSettings small =
          factory
              .settings()
              .withMemoryBytes(IngestSettings.MIN_MEMORY_BYTES)
              .withDiskBytes(0)
              .withThreads(1);

      assertThatThrownBy(() -> factory.withSettings(small).ingest("t", rows))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("disk");
      assertThat(dataFiles()).isEmpty();

      IngestResult flushed =
          factory.withSettings(small.withFullPolicy(FullPolicy.FLUSH)).ingest("t", rows);
      assertThat(flushed.work().flushes()).isPositive();
      assertThat(flushed.files()).hasSizeGreaterThan(3);
      assertThat(keys()).hasSize(400_000).isSorted();
    }

    @Test
    void shouldNameTheTableThatIsNotThere() {
      assertThatThrownBy(() -> factory.ingest("nowhere", List.of(row(1))))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("nowhere");
    }
  }

  private static Row row(long key) {
    return Row.of(SCHEMA, key, "text " + key);
  }

  private List<Long> keys() throws IOException {
    return keysOf("t");
  }

  private List<Long> keysOf(String table) throws IOException {
    TableQuery query = instance.query(table);
    List<Long> keys = new ArrayList<>();
    try (QueryResults results = query.run(query.query().build())) {
      results.rows().forEachRemaining(row -> keys.add((Long) row.get(0)));
    }
    return keys;
  }

  private List<Path> dataFiles() throws IOException {
    Path data = Path.of(instance.location()).resolve("data");
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static final class ClosingIterator implements CloseableIterator<Row> {

    private final Iterator<Row> rows;
    private int closed;

    private ClosingIterator(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() throws NoSuchElementException {
      return rows.next();
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
