package sleeper.core.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.SharedData;

class TablePropertiesTest {

  private static final InstanceProperties INSTANCE =
      InstanceProperties.of(
          Map.of(
              "sleeper.default.table.parquet.page.size", "64K",
              "sleeper.default.table.parquet.compression.codec", "SNAPPY"));

  @Test
  void shouldPreferTheTableThenTheInstanceThenTheDefault() {
    TableProperties properties =
        TableProperties.parse(INSTANCE, "sleeper.table.parquet.compression.codec=Gzip\n");

    assertThat(properties.get(TableProperty.CODEC)).isEqualTo(ParquetCodec.GZIP);
    assertThat(properties.get(TableProperty.PAGE_SIZE)).isEqualTo(ByteSize.parse("64K"));
    assertThat(properties.get(TableProperty.WRITER_VERSION)).isEqualTo(ParquetWriterVersion.V2);
  }

  @Test
  void shouldReadAnEmptyListAndAFullOne() {
    TableProperties properties = TableProperties.empty(INSTANCE);

    assertThat(properties.get(TableProperty.BLOOM_FILTER_FIELDS)).isEmpty();
    assertThat(
            properties
                .withText("sleeper.table.parquet.bloom.filter.fields", "a, b,,c ")
                .get(TableProperty.BLOOM_FILTER_FIELDS))
        .containsExactly("a", "b", "c");
  }

  @Test
  void shouldReadBackEveryValueItWrites() {
    Schema schema = Schema.builder().rowKey("k", PrimitiveType.STRING).build();
    TableProperties properties =
        TableProperties.empty(INSTANCE)
            .with(TableProperty.NAME, "my-table")
            .with(TableProperty.SCHEMA, schema)
            .with(TableProperty.ROW_GROUP_ROWS, 5)
            .with(TableProperty.ROW_KEY_DICTIONARY, false)
            .with(TableProperty.PAGE_SIZE, ByteSize.parse("96K"))
            .with(TableProperty.BLOOM_FILTER_FIELDS, List.of("k"));

    TableProperties read = TableProperties.parse(INSTANCE, properties.toText());

    assertThat(read).isEqualTo(properties);
    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.get(TableProperty.PAGE_SIZE)).isEqualTo(new ByteSize(98304));
    assertThat(read.get(TableProperty.ROW_KEY_DICTIONARY)).isFalse();
    assertThat(properties.toText())
        .contains(
            "sleeper.table.schema={\"rowKeyFields\"\\:[{\"name\"\\:\"k\",\"type\"\\:\"StringType\"}]");
  }

  @Test
  void shouldReadTheSettingsOfASleeperTable() throws IOException {
    Path file =
        SharedData.formats(
            "golden/5-final/s3/sleeper-golden-config-123456789012/tables/"
                + "table-52a37cf1.properties");

    TableProperties properties = TableProperties.parse(INSTANCE, Files.readString(file));

    assertThat(properties.get(TableProperty.NAME)).isEqualTo("inttable");
    assertThat(properties.get(TableProperty.ID)).isEqualTo("52a37cf1");
    assertThat(properties.schema())
        .isEqualTo(
            Schema.builder()
                .rowKey("key", PrimitiveType.INT)
                .value("v", PrimitiveType.STRING)
                .build());
  }

  @Test
  void shouldNameTheMistakeInASchema() {
    assertThatThrownBy(() -> TableProperties.parse(INSTANCE, "sleeper.table.schema={}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Property sleeper.table.schema is \"{}\"")
        .hasMessageContaining("at least one row key field");
  }

  @Test
  void shouldRefuseAWrongValueWhenItIsSet() {
    TableProperties properties = TableProperties.empty(INSTANCE);

    assertThatThrownBy(() -> properties.withText("sleeper.table.parquet.compression.codec", "rar"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Property sleeper.table.parquet.compression.codec is \"rar\"; it must be one of"
                + " uncompressed, snappy, gzip, lz4_raw, zstd");
  }

  @Test
  void shouldFindPropertiesByName() {
    assertThat(TableProperty.find("sleeper.table.name")).contains(TableProperty.NAME);
    assertThat(TableProperty.find("sleeper.id")).isEmpty();
    assertThat(InstanceProperty.find("sleeper.id")).contains(InstanceProperty.ID);
  }
}
