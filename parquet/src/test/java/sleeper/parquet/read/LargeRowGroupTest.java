package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;

/** Memory is bounded by pages, whatever the size of a row group. */
class LargeRowGroupTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("text", PrimitiveType.BYTE_ARRAY)
          .build();

  @TempDir Path folder;

  @Test
  void shouldReadARowGroupOf110MegabytesInAHeapOf40() throws Exception {
    Path file = write(110);

    assertThat(readInChild(file, 12 << 20, "-Xmx40m"))
        .isEqualTo("rows=110000 keys=" + 110_000L * 109_999 / 2 + " bytes=110000000");
  }

  @Test
  @EnabledIfSystemProperty(named = "long", matches = ".*")
  void shouldReadARowGroupOfAGibibyteWithin256Mebibytes() throws Exception {
    Path file = write(1080);

    assertThat(Files.size(file)).isGreaterThan(1L << 30);
    assertThat(readInChild(file, 128 << 20, "-Xmx240m"))
        .isEqualTo("rows=1080000 keys=" + 1_080_000L * 1_079_999 / 2 + " bytes=1080000000");
  }

  private Path write(int thousandRows) throws IOException {
    Path file = folder.resolve("large.parquet");
    OneRowGroupFile.write(file, thousandRows);
    try (PathObject object = new PathObject(file)) {
      assertThat(ParquetFooter.read(object).rowGroups()).hasSize(1);
    }
    return file;
  }

  private static String readInChild(Path file, int memoryBytes, String heap) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:MaxDirectMemorySize=8m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeRowGroupTest.class.getName(),
                file.toString(),
                Integer.toString(memoryBytes))
            .redirectErrorStream(true)
            .start();
    String output =
        new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(output).isZero();
    // Logging may have said something before the answer.
    return output.lines().reduce("", (before, line) -> line);
  }

  /** The child process: reads a file in a number of bytes of memory and says what it saw. */
  public static void main(String[] arguments) throws IOException {
    ReadSettings settings = ReadSettings.of(SCHEMA).withMemoryBytes(Integer.parseInt(arguments[1]));
    long rows = 0;
    long keys = 0;
    long bytes = 0;
    try (PathObject file = new PathObject(Path.of(arguments[0]));
        ParquetBlockReader reader = ParquetBlockReader.open(file, settings)) {
      for (RowBlock block = reader.next(); block != null; block = reader.next()) {
        rows += block.rows();
        for (int row = 0; row < block.rows(); row++) {
          keys += (Long) BlockRows.value(block.column(0), row);
          bytes += ((java.nio.ByteBuffer) BlockRows.value(block.column(1), row)).remaining();
        }
      }
    }
    System.out.println("rows=" + rows + " keys=" + keys + " bytes=" + bytes);
  }
}
