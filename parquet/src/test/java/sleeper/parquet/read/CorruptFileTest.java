package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Broken files give rows or a clear refusal, never anything else. */
class CorruptFileTest {

  private static final String MESSAGE =
      """
      message m {
        required binary key (STRING);
        optional int64 long;
        required double double;
        optional binary text (STRING);
        required boolean flag;
        optional group list (LIST) { repeated group list { required int32 element; } }
      }
      """;

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.STRING)
          .nullableValue("long", PrimitiveType.LONG)
          .value("double", PrimitiveType.DOUBLE)
          .nullableValue("text", PrimitiveType.STRING)
          .value("flag", PrimitiveType.BOOLEAN)
          .nullableValue("list", new ListType(PrimitiveType.INT))
          .build();

  private static final int ROWS = 300;
  private static final ReadSettings SETTINGS =
      ReadSettings.of(SCHEMA).withBlockRows(64).withMemoryBytes(8 << 20);

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void shouldReadOrRefuseFilesWithFlippedBytes() {
    for (byte[] file : files()) {
      for (int i = 0; i < 1500; i++) {
        byte[] broken = file.clone();
        int place = random.nextInt(broken.length);
        broken[place] ^= (byte) (1 + random.nextInt(255));
        readOrRefuse(broken, "byte " + place + " flipped");
      }
    }
  }

  @Test
  void shouldReadOrRefuseFilesWithOverwrittenParts() {
    for (byte[] file : files()) {
      for (int i = 0; i < 500; i++) {
        byte[] broken = file.clone();
        int place = random.nextInt(broken.length);
        int length = Math.min(broken.length - place, 1 + random.nextInt(16));
        Arrays.fill(broken, place, place + length, (byte) random.nextInt());
        readOrRefuse(broken, length + " bytes from " + place + " overwritten");
      }
    }
  }

  @Test
  void shouldRefuseFilesThatAreCutOff() {
    for (byte[] file : files()) {
      for (int i = 0; i < 300; i++) {
        int length = random.nextInt(file.length);
        assertThat(readOrRefuse(Arrays.copyOf(file, length), "cut off at " + length)).isFalse();
      }
    }
  }

  private boolean readOrRefuse(byte[] file, String what) {
    try {
      BlockRows.readAll(new BytesObject(file), SETTINGS);
      return true;
    } catch (InvalidInput | CorruptData e) {
      assertThat(e.getMessage()).contains("test.parquet");
      return false;
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError("seed=" + seed + ", " + what, e);
    }
  }

  private static List<byte[]> files() {
    return List.of(
        file(WriterVersion.PARQUET_1_0, CompressionCodecName.UNCOMPRESSED, true),
        file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, false),
        file(WriterVersion.PARQUET_2_0, CompressionCodecName.UNCOMPRESSED, false),
        file(WriterVersion.PARQUET_2_0, CompressionCodecName.ZSTD, true));
  }

  private static byte[] file(
      WriterVersion version, CompressionCodecName codec, boolean dictionaries) {
    return TestFiles.write(
        MESSAGE,
        ROWS,
        builder ->
            builder
                .withWriterVersion(version)
                .withCompressionCodec(codec)
                .withDictionaryEncoding(dictionaries)
                .withPageWriteChecksumEnabled(false)
                .withPageRowCountLimit(100),
        (group, row) -> {
          group.append("key", "key " + row % 40).append("double", row / 3.0);
          group.append("flag", row % 3 == 0);
          if (row % 5 != 0) {
            group.append("long", row * 1000L).append("text", "text of row " + row);
          }
          var list = group.addGroup("list");
          for (int i = 0; i < row % 4; i++) {
            list.addGroup(0).append("element", i);
          }
        });
  }
}
