package sleeper.cli.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Made-up readings of a thousand sensors, in the order of time, as they would arrive. */
final class SensorReadings {

  static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          """
          message readings {
            required binary sensor (STRING);
            required int64 time (TIMESTAMP(MICROS,true));
            required double temperature;
            required double humidity;
            required binary status (STRING);
            optional binary note (STRING);
          }
          """);

  private static final int SENSORS = 1000;
  private static final long FIRST_MICROS = 1_767_225_600_000_000L; // 2026-01-01
  private static final long STEP_MICROS = 250_000;
  private static final double DAY_MICROS = 86_400_000_000.0;

  private SensorReadings() {}

  /**
   * Writes readings to a new file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file is there
   */
  static void write(Path file, long rows) throws IOException {
    SplittableRandom random = new SplittableRandom(42);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(COLUMNS)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (long row = 0; row < rows; row++) {
        writer.write(reading(row, random));
      }
    }
  }

  private static Group reading(long row, SplittableRandom random) {
    int sensor = 1 + random.nextInt(SENSORS);
    long micros = FIRST_MICROS + row * STEP_MICROS + random.nextLong(STEP_MICROS);
    double season = Math.sin(2 * Math.PI * (micros - FIRST_MICROS) / DAY_MICROS);
    double temperature = 14 + sensor % 9 - 6 * season + random.nextDouble(-1.5, 1.5);
    Group group = new SimpleGroup(COLUMNS);
    group.add("sensor", "sensor-%04d".formatted(sensor));
    group.add("time", micros);
    group.add("temperature", Math.round(temperature * 100) / 100.0);
    group.add("humidity", Math.round(1000 * (0.55 + 0.2 * season) + random.nextInt(50)) / 10.0);
    group.add("status", random.nextInt(100) < 3 ? "fault" : "ok");
    if (random.nextInt(50) == 0) {
      group.add("note", "serviced by team " + (1 + random.nextInt(7)));
    }
    return group;
  }
}
