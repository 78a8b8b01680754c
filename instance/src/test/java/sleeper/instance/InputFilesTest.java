package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.SplitPointEstimate;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class InputFilesTest {

  private static final MessageType COLUMNS =
      MessageTypeParser.parseMessageType(
          "message m { required int64 id; optional double price; optional int96 odd; }");
  private static final Schema SCHEMA = Schema.builder().rowKey("id", PrimitiveType.LONG).build();

  @TempDir private Path folder;

  @Test
  void shouldTakeColumnsFromTheFile() throws IOException {
    InputFiles file = InputFiles.parquet(write("a.parquet", 0, 1));

    Schema schema = file.schema(List.of("id"), List.of());

    assertThat(schema.rowKeyFields()).extracting("name").containsExactly("id");
    assertThat(schema.valueFields()).extracting("name").contains("price");
    assertThat(schema.valueFields().get(0).nullable()).isTrue();
  }

  @Test
  void shouldTakeTheFirstColumnForTheKeyUnlessToldOtherwise() throws IOException {
    InputFiles file = InputFiles.parquet(write("a.parquet", 0, 1));

    assertThat(file.schema(List.of(), List.of()).rowKeyFields())
        .extracting("name")
        .containsExactly("id");
  }

  @Test
  void shouldChooseSplitPointsThatPartAllFilesOfAFolderEvenly() throws IOException {
    write("a.parquet", 0, 500_000);
    write("sub/b.parquet", 500_000, 1_000_000);

    SplitPointEstimate estimate = InputFiles.parquet(folder).estimateSplitPoints(SCHEMA, 4);

    assertThat(estimate.splitPoints()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat((Long) estimate.splitPoints().get(i))
          .isBetween((i + 1) * 250_000L - 100, (i + 1) * 250_000L + 100);
    }
    assertThat(estimate.sampledValues()).isBetween(90_000L, 110_000L);
  }

  @Test
  void shouldSayThatTheFileIsNotParquet() throws IOException {
    Path text = Files.writeString(folder.resolve("a.parquet"), "certainly not Parquet");

    assertThatThrownBy(() -> InputFiles.parquet(text).schema(List.of(), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not a Parquet file");
  }

  private Path write(String name, long from, long to) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(COLUMNS)
            .withConf(new PlainParquetConfiguration())
            .build()) {
      for (long id = from; id < to; id++) {
        Group row = new SimpleGroup(COLUMNS);
        row.add("id", id);
        writer.write(row);
      }
    }
    return file;
  }
}
