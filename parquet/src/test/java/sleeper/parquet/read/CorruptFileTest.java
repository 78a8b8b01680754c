package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Broken files give rows or a clear refusal, never anything else. */
class CorruptFileTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

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
  private static final long MEMORY_BYTES = 8 << 20;
  private static final ReadSettings SETTINGS =
      ReadSettings.of(SCHEMA).withBlockRows(64).withMemoryBytes(MEMORY_BYTES);

  /** The footer as objects, the values of 300 rows as objects, and what the reader may hold. */
  private static final long MOST_ALLOCATED_BYTES = 3 * MEMORY_BYTES;

  private static final long MOST_MILLIS = 10_000;
  private static final int REPEATS = System.getProperty("long") == null ? 1 : 200;

  private final long seed = Long.getLong("seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void shouldReadOrRefuseFilesWithFlippedBytes() {
    for (byte[] file : files()) {
      for (int i = 0; i < 150 * REPEATS; i++) {
        flip(file, random.nextInt(file.length), 1 + random.nextInt(255));
      }
    }
  }

  @Test
  void shouldCallALengthBeyondThePageCorruptAndNotLarge() {
    byte[] file = files().get(2);
    int step = REPEATS == 1 ? 11 : 1;
    for (int place = 4 + random.nextInt(step); place < file.length; place += step) {
      readOrRefuseAsCorrupt(file, place, 0x80);
    }
  }

  /** One of these changes was once taken for a lack of memory. */
  @Test
  void shouldCallTheFilesOfAFormerFailureCorruptAndNotLarge() {
    Random former = new Random(5002908996131471483L);
    for (byte[] file : files().subList(0, 4)) {
      for (int i = 0; i < 1500; i++) {
        int place = former.nextInt(file.length);
        int change = 1 + former.nextInt(255);
        if (place == 3800) {
          readOrRefuseAsCorrupt(file, place, change);
        }
      }
    }
  }

  @Test
  void shouldReadOrRefuseFilesWithOverwrittenParts() {
    for (byte[] file : files()) {
      for (int i = 0; i < 60 * REPEATS; i++) {
        byte[] broken = file.clone();
        int place = random.nextInt(broken.length);
        int length = Math.min(broken.length - place, 1 + random.nextInt(16));
        Arrays.fill(broken, place, place + length, (byte) random.nextInt());
        readOrRefuse(broken, length + " bytes from " + place + " overwritten");
      }
    }
  }

  @Test
  void shouldReadOrRefuseFilesWhosePartsWereExchanged() {
    for (byte[] file : files()) {
      for (int i = 0; i < 40 * REPEATS; i++) {
        byte[] broken = file.clone();
        int length = 1 + random.nextInt(200);
        int from = random.nextInt(file.length - length);
        int to = random.nextInt(file.length - length);
        System.arraycopy(file, from, broken, to, length);
        readOrRefuse(broken, length + " bytes from " + from + " copied to " + to);
      }
    }
  }

  @Test
  void shouldRefuseFilesThatAreCutOff() {
    for (byte[] file : files()) {
      for (int i = 0; i < 40 * REPEATS; i++) {
        int length = random.nextInt(file.length);
        assertThat(readOrRefuse(Arrays.copyOf(file, length), "cut off at " + length)).isFalse();
      }
    }
  }

  private void flip(byte[] file, int place, int change) {
    byte[] broken = file.clone();
    broken[place] ^= (byte) change;
    readOrRefuse(broken, "byte " + place + " flipped");
  }

  private static void readOrRefuseAsCorrupt(byte[] file, int place, int change) {
    byte[] broken = file.clone();
    broken[place] ^= (byte) change;
    try {
      BlockRows.readAll(new BytesObject(broken), SETTINGS);
    } catch (InvalidInput | CorruptData e) {
      assertThat(e).hasMessageContaining("test.parquet");
    } catch (BudgetExceeded | IOException e) {
      throw new AssertionError("byte " + place + " changed by " + change, e);
    }
  }

  private boolean readOrRefuse(byte[] file, String what) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      BlockRows.readAll(new BytesObject(file), SETTINGS);
      return true;
    } catch (InvalidInput | CorruptData | BudgetExceeded e) {
      assertThat(e.getMessage()).contains("test.parquet");
      return false;
    } catch (IOException | RuntimeException | Error e) {
      throw new AssertionError("seed=" + seed + ", " + what, e);
    } finally {
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
          .as("bytes allocated: seed=%d, %s", seed, what)
          .isLessThan(MOST_ALLOCATED_BYTES);
      assertThat((System.nanoTime() - start) / 1_000_000)
          .as("milliseconds: seed=%d, %s", seed, what)
          .isLessThan(MOST_MILLIS);
    }
  }

  private static List<byte[]> files() {
    return List.of(
        file(WriterVersion.PARQUET_1_0, CompressionCodecName.UNCOMPRESSED, true),
        file(WriterVersion.PARQUET_1_0, CompressionCodecName.SNAPPY, false),
        file(WriterVersion.PARQUET_2_0, CompressionCodecName.UNCOMPRESSED, false),
        file(WriterVersion.PARQUET_2_0, CompressionCodecName.ZSTD, true),
        file(WriterVersion.PARQUET_1_0, CompressionCodecName.GZIP, false),
        file(WriterVersion.PARQUET_2_0, CompressionCodecName.LZ4_RAW, false));
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
