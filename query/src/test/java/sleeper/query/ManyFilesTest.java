package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.RowBlock;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.FolderObjectStore;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;
import sleeper.query.testing.TestTable;

/** One leaf partition with a thousand files, queried by a process with a small heap. */
class ManyFilesTest {

  private static final int FILES = 1000;
  private static final int ROWS_PER_FILE = 500;
  private static final int LARGE_FILES = 12;
  private static final int ROWS_OF_LARGE = 60_000;
  private static final long MEMORY = 24L << 20;

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("file", PrimitiveType.LONG)
          .value("text", PrimitiveType.STRING)
          .build();

  @TempDir Path folder;

  @Test
  void shouldMergeAThousandFilesOfALeafInLittleMemory() throws Exception {
    FolderObjectStore store = new FolderObjectStore(folder);
    for (int file = 0; file < FILES; file++) {
      TestFiles.write(store, name(file), SCHEMA, rows(file, FILES, ROWS_PER_FILE), ROWS_PER_FILE);
    }

    assertThat(query(FILES)).isEqualTo(FILES * ROWS_PER_FILE + " rows in order");
    assertThat(folder.resolve("temporary")).as("was needed").isEmptyDirectory();
  }

  @Test
  void shouldMergeLargeFilesOfALeafInLittleMemory() throws Exception {
    FolderObjectStore store = new FolderObjectStore(folder);
    for (int file = 0; file < LARGE_FILES; file++) {
      TestFiles.write(
          store, name(file), SCHEMA, rows(file, LARGE_FILES, ROWS_OF_LARGE), ROWS_OF_LARGE);
    }

    assertThat(query(LARGE_FILES)).isEqualTo(LARGE_FILES * ROWS_OF_LARGE + " rows in order");
    assertThat(folder.resolve("temporary")).as("was needed").isEmptyDirectory();
  }

  /** Runs in a process of its own: prints what came of a query of all files of a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int files = Integer.parseInt(arguments[1]);
    TestTable table =
        new TestTable(
            1,
            SCHEMA,
            new PartitionTree(
                List.of(
                    new Partition(
                        "root",
                        null,
                        List.of(),
                        new Region(List.of(Range.all(SCHEMA.field(0)))),
                        Partition.NO_DIMENSION))),
            IntStream.range(0, files)
                .mapToObj(file -> FileReference.wholeFile(name(file), "root", 1))
                .toList());
    ScanSettings settings = new ScanSettings(8192, MEMORY, folder.resolve("temporary"));
    TableQuery queries =
        TableQuery.of("many", new TestStates(table), new FolderObjectStore(folder), settings);
    try (QueryResults results = queries.run(queries.query().build())) {
      System.out.println(describe(results.blocks(), files));
    }
  }

  /** Keys count up, and each comes from the file that has it. */
  private static String describe(BlockSource blocks, int files) throws IOException {
    long rows = 0;
    for (RowBlock block = blocks.next(); block != null; block = blocks.next()) {
      long[] keys = ((LongColumn) block.column(0)).values();
      long[] from = ((LongColumn) block.column(1)).values();
      for (int i = 0; i < block.rows(); i++) {
        if (keys[i] != rows || from[i] != rows % files) {
          return "row %d has key %d of file %d".formatted(rows, keys[i], from[i]);
        }
        rows++;
      }
    }
    return rows + " rows in order";
  }

  private String query(int files) throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx56m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ManyFilesTest.class.getName(),
                folder.toString(),
                String.valueOf(files))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(output, StandardCharsets.UTF_8).strip();
  }

  private static List<Row> rows(int file, int files, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long key = (long) i * files + file;
      rows.add(Row.of(SCHEMA, key, (long) file, Long.toHexString(key * 0x9E3779B97F4A7C15L)));
    }
    return rows;
  }

  private static String name(int file) {
    return "file-%04d.parquet".formatted(file);
  }
}
