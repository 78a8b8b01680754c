package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;

/** Memory is bounded by pages, whatever the size of a row group. */
class LargeRowGroupTest {

  private static final int VALUE_BYTES = 1000;
  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("text", PrimitiveType.BYTE_ARRAY)
          .build();

  @TempDir Path folder;

  @Test
  void shouldReadARowGroupOf220MegabytesInAHeapOf40() throws Exception {
    Path file = write(220_000);

    assertThat(readInChild(file, 12 << 20, "-Xmx40m"))
        .isEqualTo("rows=220000 keys=" + 220_000L * 219_999 / 2 + " bytes=220000000");
  }

  @Test
  @EnabledIfSystemProperty(named = "long", matches = ".*")
  void shouldReadARowGroupOfAGibibyteWithin256Mebibytes() throws Exception {
    Path file = write(1_080_000);

    assertThat(Files.size(file)).isGreaterThan(1L << 30);
    assertThat(readInChild(file, 128 << 20, "-Xmx240m"))
        .isEqualTo("rows=1080000 keys=" + 1_080_000L * 1_079_999 / 2 + " bytes=1080000000");
  }

  private Path write(int rows) throws IOException {
    Path file = folder.resolve("large.parquet");
    byte[] noise = new byte[VALUE_BYTES * 1000];
    new Random(1).nextBytes(noise);
    TestFiles.write(
        file,
        "message m { required int64 key; required binary text; }",
        rows,
        builder ->
            builder
                .withRowGroupSize(4L << 30)
                .withDictionaryEncoding(false)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED),
        (group, row) ->
            group
                .append("key", (long) row)
                .append(
                    "text",
                    Binary.fromConstantByteArray(noise, row % 1000 * VALUE_BYTES, VALUE_BYTES)));
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
    return output;
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
