package sleeper.parquet.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files that parquet-java writes for a test. */
final class TestFiles {

  private TestFiles() {}

  /** Writes rows with the writer's defaults. */
  static byte[] write(String schema, int rows, BiConsumer<Group, Integer> fill) {
    return write(schema, rows, builder -> builder, fill);
  }

  /** Writes rows as the builder is told. */
  static byte[] write(
      String schema,
      int rows,
      UnaryOperator<ExampleParquetWriter.Builder> settings,
      BiConsumer<Group, Integer> fill) {
    try {
      Path folder = Files.createTempDirectory("test-files");
      Path file = folder.resolve("test.parquet");
      write(file, schema, rows, settings, fill);
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes rows into a file that is not there yet. */
  static void write(
      Path file,
      String schema,
      int rows,
      UnaryOperator<ExampleParquetWriter.Builder> settings,
      BiConsumer<Group, Integer> fill)
      throws IOException {
    MessageType message = MessageTypeParser.parseMessageType(schema);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(message);
    try (ParquetWriter<Group> writer = settings.apply(builder).build()) {
      for (int row = 0; row < rows; row++) {
        Group group = new SimpleGroup(message);
        fill.accept(group, row);
        writer.write(group);
      }
    }
  }
}
