package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class TableWriteSettingsTest {

  private static final TableProperties TABLE =
      TableProperties.empty(InstanceProperties.empty())
          .with(
              TableProperty.SCHEMA,
              Schema.builder()
                  .rowKey("key", PrimitiveType.STRING)
                  .sortKey("time", PrimitiveType.LONG)
                  .value("one", PrimitiveType.INT)
                  .value("list", new ListType(PrimitiveType.INT))
                  .build());

  @Test
  void shouldHaveTheSameDefaultsAsTheProperties() {
    assertThat(WriteSettings.of(TABLE)).isEqualTo(WriteSettings.defaults());
  }

  @Test
  void shouldTakeWhatTheTableSets() {
    WriteSettings settings =
        WriteSettings.of(
            TABLE
                .withText("sleeper.table.parquet.compression.codec", "gzip")
                .withText("sleeper.table.parquet.compression.level", "9")
                .withText("sleeper.table.parquet.rowgroup.size", "8M")
                .withText("sleeper.table.parquet.rowgroup.rows.max", "100000")
                .withText("sleeper.table.parquet.page.size", "128K")
                .withText("sleeper.table.parquet.page.rows.max", "7")
                .withText("sleeper.table.parquet.writer.version", "v1")
                .withText("sleeper.table.parquet.columnindex.truncate.length", "64")
                .withText("sleeper.table.parquet.statistics.truncate.length", "65")
                .withText("sleeper.table.parquet.bloom.filter.fields", "key,one"));

    assertThat(settings.codec()).isEqualTo(CompressionCodecName.GZIP);
    assertThat(settings.compressionLevel()).isEqualTo(9);
    assertThat(settings.rowGroupBytes()).isEqualTo(8 << 20);
    assertThat(settings.rowGroupRows()).isEqualTo(100_000);
    assertThat(settings.pageBytes()).isEqualTo(128 << 10);
    assertThat(settings.pageRows()).isEqualTo(7);
    assertThat(settings.pageVersion()).isEqualTo(PageVersion.V1);
    assertThat(settings.columnIndexTruncateLength()).isEqualTo(64);
    assertThat(settings.statisticsTruncateLength()).isEqualTo(65);
    assertThat(settings.bloomFilterFields()).containsExactlyInAnyOrder("key", "one");
  }

  @Test
  void shouldLeaveDictionariesOutByTheRoleOfAField() {
    WriteSettings settings =
        WriteSettings.of(
            TABLE
                .with(TableProperty.ROW_KEY_DICTIONARY, false)
                .with(TableProperty.VALUE_DICTIONARY, false));

    assertThat(settings.plainFields()).containsExactlyInAnyOrder("key", "one", "list");
    assertThat(settings.dictionaries("key")).isEqualTo(DictionaryUse.NEVER);
    assertThat(settings.dictionaries("time")).isEqualTo(DictionaryUse.WHERE_SMALLER);
  }

  @Test
  void shouldRefuseALevelThatGzipDoesNotHave() {
    TableProperties properties =
        TABLE
            .withText("sleeper.table.parquet.compression.codec", "gzip")
            .with(TableProperty.COMPRESSION_LEVEL, 10);

    assertThatThrownBy(() -> WriteSettings.of(properties))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("gzip ends at 9");
  }

  @Test
  void shouldRefuseABloomFilterOnWhatHasNone() {
    for (String field : new String[] {"list", "none"}) {
      TableProperties properties =
          TABLE.withText("sleeper.table.parquet.bloom.filter.fields", field);
      assertThatThrownBy(() -> WriteSettings.of(properties))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("\"" + field + "\", which is not a field of single values");
    }
  }
}
