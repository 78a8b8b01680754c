package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.testing.steps.Steps;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestWriter;

/** Sources that fail half way, when rows have been spilled: nothing of them is kept. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class BrokenSourceTest {

  private static final int ROWS = 20_000;
  private static final int PAYLOAD = 1000;
  private static final int HALF_WAY = 15_000;

  /** More than the header of a page takes, in which not every bit has a meaning. */
  private static final int PAGE_HEADER = 80;

  @TempDir private Path temporary;
  private TestInstance test;
  private long spilled;

  @BeforeEach
  void open() {
    test = TestInstance.create(temporary.resolve("instance"));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void shouldKeepNothingWhenTheIteratorThrows() throws IOException {
    assertThatThrownBy(
            () ->
                ingest(
                    number -> {
                      throw new IllegalStateException("the sensor is gone");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sensor is gone");

    assertSpilledAndUntouched();
  }

  @Test
  void shouldNameRowColumnAndValueOfAWrongType() throws IOException {
    assertThatThrownBy(() -> ingest(number -> row(number).put("reading", "warm")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("15001")
        .hasMessageContaining("reading")
        .hasMessageContaining("warm");

    assertSpilledAndUntouched();
  }

  @Test
  void shouldNameRowAndColumnOfAMissingValue() throws IOException {
    assertThatThrownBy(() -> ingest(number -> row(number).put("reading", null)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("15001")
        .hasMessageContaining("reading");

    assertSpilledAndUntouched();
  }

  @Test
  void shouldNameTheRowThatIsTooLargeForTheBudget() throws IOException {
    assertThatThrownBy(() -> ingest(number -> row(number).put("payload", new byte[5 << 20])))
        .isInstanceOf(BudgetExceeded.class)
        .hasMessageContaining("15001")
        .hasMessageContaining("raise the memory budget");

    assertSpilledAndUntouched();
  }

  @Test
  void shouldKeepNothingOfAJobThatNeedsMoreDiskThanItMayUse() throws IOException {
    assertThatThrownBy(
            () ->
                test.factory()
                    .withSettings(test.factory().settings().withDiskBytes(10 << 20))
                    .ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, 30_000, PAYLOAD)))
        .isInstanceOf(BudgetExceeded.class)
        .hasMessageContaining("disk budget");

    test.assertUntouched();
  }

  @Test
  void shouldKeepNothingOfAWriterThatIsClosedWithoutACommit() throws IOException {
    try (IngestWriter writer = test.factory().writer(TestInstance.TABLE, "job")) {
      for (long number = 0; number < ROWS; number++) {
        writer.write(row(number));
      }
      spilled = SpilledFile.bytes();
    }

    assertSpilledAndUntouched();
  }

  @Test
  void shouldCloseTheIteratorThatFailed() throws IOException {
    boolean[] closed = new boolean[1];
    Iterator<Row> rows = failing(number -> row(number).put("reading", "warm"));
    CloseableIterator<Row> closeable =
        new CloseableIterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Row next() {
            return rows.next();
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };

    assertThatThrownBy(() -> test.factory().ingest(TestInstance.TABLE, "job", closeable))
        .isInstanceOf(InvalidInput.class);

    assertThat(closed[0]).isTrue();
    assertSpilledAndUntouched();
  }

  @Test
  void shouldKeepNothingOfAFolderWhoseSecondFileIsBroken() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("input"));
    List<Path> files = inputFiles(2, 2000);
    Files.copy(files.get(0), folder.resolve("1.parquet"));
    Path second = folder.resolve("2.parquet");
    Files.write(
        second, "this is no Parquet file".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThatThrownBy(() -> ingestFiles(folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(second.toString())
        .hasMessageContaining("Parquet");
    test.assertUntouched();

    byte[] bytes = Files.readAllBytes(files.get(1));
    bytes[bytes.length / 4] ^= 1;
    Files.write(second, bytes);
    assertThatThrownBy(() -> ingestFiles(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(second.toString());
    test.assertUntouched();
  }

  @Test
  void shouldRefuseFilesThatWereCut() throws IOException {
    Path file = temporary.resolve("input.parquet");
    byte[] bytes = Files.readAllBytes(inputFiles(1, 300).get(0));
    Random random = new Random(seed());

    for (int i = 0; i < 20; i++) {
      int length = random.nextInt(bytes.length);
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThat(refusal(file)).as("length=%d", length).contains(file.toString());
    }
  }

  @Test
  void shouldRefuseFilesWithAFlippedBitInAnyPage() throws IOException {
    Path file = temporary.resolve("input.parquet");
    Path whole = inputFiles(1, 300).get(0);
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(seed());

    List<ColumnChunkMetaData> chunks = chunks(whole);
    assertThat(chunks).hasSizeGreaterThan(1);
    for (ColumnChunkMetaData chunk : chunks) {
      for (int i = 0; i < 10; i++) {
        int intoPages = PAGE_HEADER + random.nextInt((int) chunk.getTotalSize() - PAGE_HEADER);
        int place = (int) chunk.getStartingPos() + intoPages;
        Files.write(file, flipped(bytes, place, random.nextInt(8)));
        assertThat(refusal(file))
            .as("place=%d, column=%s", place, chunk.getPath())
            .contains(file.toString());
      }
    }
  }

  @Test
  void shouldLeaveNothingOfFilesWithAFlippedBitAnywhere() throws IOException {
    Path file = temporary.resolve("input.parquet");
    byte[] bytes = Files.readAllBytes(inputFiles(1, 20).get(0));
    Random random = new Random(seed());

    int refused = 0;
    for (int i = 0; i < 100; i++) {
      int place = random.nextInt(bytes.length);
      Files.write(file, flipped(bytes, place, random.nextInt(8)));
      refused += refusal(file).isEmpty() ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  @Test
  void shouldKeepNothingOfAFileThatIsTruncatedWhileItIsRead() throws IOException {
    Path file = inputFiles(1, ROWS).get(0);
    Steps steps = new Steps();
    steps.at(
        "before file.readFully",
        12,
        () -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100_000);
          }
        });
    try (WatchedInstance watched = new WatchedInstance(test.folder(), steps, Duration.ofHours(1))) {

      assertThatThrownBy(
              () ->
                  watched
                      .factory()
                      .ingestFiles(TestInstance.TABLE, "job", List.of(file.toString())))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("File " + file)
          .hasMessageContaining("end");
    }
    assertThat(file).hasSize(100_000);
    test.assertUntouched();
  }

  private void ingest(LongFunction<Row> broken) throws IOException {
    test.factory().ingest(TestInstance.TABLE, "job", failing(broken));
  }

  private Iterator<Row> failing(LongFunction<Row> broken) {
    return LongStream.range(0, ROWS)
        .mapToObj(number -> number == HALF_WAY ? brokenRow(number, broken) : row(number))
        .iterator();
  }

  private Row brokenRow(long number, LongFunction<Row> broken) {
    try {
      spilled = SpilledFile.bytes();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return broken.apply(number);
  }

  private static Row row(long number) {
    return NumberedRows.row(number, PAYLOAD);
  }

  private void assertSpilledAndUntouched() throws IOException {
    assertThat(spilled).isGreaterThan(1 << 20);
    test.assertUntouched();
  }

  private IngestResult ingestFiles(Path path) throws IOException {
    return test.factory().ingestFiles(TestInstance.TABLE, "job", List.of(path.toString()));
  }

  /** Ingests into the empty table; what was said where that was refused, and nothing was left. */
  private String refusal(Path file) throws IOException {
    test.instance().tables().clear(TestInstance.TABLE);
    test.collect();
    try {
      ingestFiles(file);
      return "";
    } catch (IOException | InvalidInput e) {
      assertThat(test.filesBelow("data")).isEmpty();
      assertThat(test.filesBelow("tmp")).isEmpty();
      assertThat(test.jobs()).isEmpty();
      assertThat(e.getMessage()).doesNotContain("\n\tat");
      return e.getMessage();
    }
  }

  private static long seed() {
    long seed = new Random().nextInt();
    System.out.println("BrokenSourceTest seed=" + seed);
    return seed;
  }

  private static byte[] flipped(byte[] bytes, int place, int bit) {
    byte[] flipped = bytes.clone();
    flipped[place] ^= (byte) (1 << bit);
    return flipped;
  }

  /** The columns of one page, which is large enough for a bit behind its header to be flipped. */
  private static List<ColumnChunkMetaData> chunks(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRowGroups().get(0).getColumns().stream()
          .filter(chunk -> !chunk.hasDictionaryPage() && chunk.getTotalSize() > 2 * PAGE_HEADER)
          .toList();
    }
  }

  /** Files with page checksums, each of the rows of another table with one leaf. */
  private List<Path> inputFiles(int count, int rows) throws IOException {
    try (TestInstance source = TestInstance.create(temporary.resolve("source"))) {
      source.instance().tables().drop(TestInstance.TABLE);
      source.instance().tables().create(NumberedRows.table().withSplitPoints(List.of()));
      for (int i = 0; i < count; i++) {
        source.factory().ingest(TestInstance.TABLE, NumberedRows.rows((long) i * rows, rows, 100));
      }
      List<Path> files = new ArrayList<>();
      source
          .instance()
          .tables()
          .files(TestInstance.TABLE, OptionalLong.empty())
          .forEach(file -> files.add(Path.of(file.path())));
      return files;
    }
  }
}
