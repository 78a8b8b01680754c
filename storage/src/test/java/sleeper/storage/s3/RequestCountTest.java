package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.query.filter.RowFilter;
import sleeper.query.scan.ParquetDataFiles;
import sleeper.query.scan.ReadRequest;

/**
 * How many requests it takes to read a data file; with {@code -Dlong} it has ten times the rows.
 */
class RequestCountTest {

  private static final long ROWS = Boolean.getBoolean("long") ? 10_000_000 : 1_000_000;
  private static final double KEYS = (double) ROWS / SensorFile.ROWS_PER_KEY;
  private static final int MOST_REQUESTS_PER_LOOKUP = 6;
  private static final long MIB = 1 << 20;
  private static final long MEMORY_BYTES = 64 * MIB;
  private static final ExecutorService EXECUTOR = Executors.newFixedThreadPool(4);
  private static final TestBucket BUCKET = new TestBucket();
  private static final S3ObjectStore STORE =
      new S3ObjectStore(BUCKET.client(), BUCKET.name(), S3StoreSettings.DEFAULT, EXECUTOR);
  private static final String FILE = STORE.filenameOf("t/data/run_1/root-0.parquet");

  @BeforeAll
  static void writeFile() throws IOException {
    SensorFile.write(STORE, "t/data/run_1/root-0.parquet", ROWS);
  }

  @AfterAll
  static void endThreads() {
    EXECUTOR.shutdownNow();
  }

  @BeforeEach
  void forgetRequests() {
    BUCKET.http().forget();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.31, 0.777, 0.999999})
  void shouldLookUpTenRowsByFewRequests(double place) throws IOException {
    String key = SensorFile.key((long) (KEYS * place));
    RowFilter filter =
        RowFilter.EVERY_ROW.within(
            new Region(List.of(Range.exactly(SensorFile.SCHEMA.rowKeyFields().get(0), key))));

    long rows = read(SensorFile.SCHEMA, filter, MEMORY_BYTES);

    List<String> sent = BUCKET.http().sent();
    print("Lookup of 10 rows", sent);
    assertThat(rows).isGreaterThanOrEqualTo(SensorFile.ROWS_PER_KEY).isLessThan(ROWS / 10);
    assertThat(sent).hasSizeLessThanOrEqualTo(MOST_REQUESTS_PER_LOOKUP);
  }

  @ParameterizedTest
  @ValueSource(longs = {64L << 20, 256L << 20})
  void shouldReadAllRowsByLargeRequests(long memoryBytes) throws IOException {
    long rows = read(SensorFile.SCHEMA, RowFilter.EVERY_ROW, memoryBytes);

    List<String> sent = BUCKET.http().sent();
    print("Scan with %d MiB".formatted(memoryBytes >> 20), sent);
    assertThat(rows).isEqualTo(ROWS);
    // An eighth of the memory is for what is fetched ahead, shared by six columns, two pieces each.
    assertThat(fileBytes() / sent.size())
        .isGreaterThan(Math.min(MIB, memoryBytes / 8 / 6 / 2 * 3 / 4));
  }

  @Test
  void shouldReadOneColumnWithoutTheOthers() throws IOException {
    Schema narrow = Schema.ofColumns(List.of(SensorFile.SCHEMA.fields().get(2)));

    long rows = read(narrow, RowFilter.EVERY_ROW, MEMORY_BYTES);

    print("Scan of one column", BUCKET.http().sent());
    assertThat(rows).isEqualTo(ROWS);
  }

  private static long read(Schema schema, RowFilter filter, long memoryBytes) throws IOException {
    ReadRequest request = new ReadRequest(schema, filter, 8192, memoryBytes, memoryBytes / 2);
    long rows = 0;
    try (BlockSource blocks = new ParquetDataFiles(STORE).open(FILE, request)) {
      for (RowBlock block = blocks.next(); block != null; block = blocks.next()) {
        rows += block.rows();
      }
    }
    return rows;
  }

  private static long fileBytes() throws IOException {
    try (ReadableObject object = STORE.open(FILE)) {
      return object.length();
    }
  }

  private static void print(String what, List<String> sent) throws IOException {
    System.out.printf(
        "%s: %d GETs of a file of %d rows and %d bytes%n", what, sent.size(), ROWS, fileBytes());
    if (sent.size() < 20) {
      sent.forEach(line -> System.out.println("  " + line.replaceAll(".* ", "")));
    }
  }
}
