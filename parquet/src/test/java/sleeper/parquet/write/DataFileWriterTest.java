package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.VersionParser;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;

class DataFileWriterTest {

  static final Schema EVERY_TYPE =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("int", PrimitiveType.INT)
          .value("string", PrimitiveType.STRING)
          .value("bytes", PrimitiveType.BYTE_ARRAY)
          .value("boolean", PrimitiveType.BOOLEAN)
          .value("float", PrimitiveType.FLOAT)
          .value("double", PrimitiveType.DOUBLE)
          .value("timestamp", PrimitiveType.TIMESTAMP)
          .value("date", PrimitiveType.DATE)
          .value("decimal", PrimitiveType.decimal(18, 3))
          .value("longdecimal", PrimitiveType.decimal(38, 10))
          .value("list", new ListType(PrimitiveType.STRING))
          .value("map", new MapType(PrimitiveType.STRING, PrimitiveType.DOUBLE))
          .nullableValue("maybeint", PrimitiveType.INT)
          .nullableValue("maybelong", PrimitiveType.LONG)
          .nullableValue("maybestring", PrimitiveType.STRING)
          .nullableValue("maybeboolean", PrimitiveType.BOOLEAN)
          .nullableValue("maybedouble", PrimitiveType.DOUBLE)
          .nullableValue("maybelongdecimal", PrimitiveType.decimal(30, 0))
          .nullableValue("maybelist", new ListType(PrimitiveType.DOUBLE))
          .nullableValue("maybemap", new MapType(PrimitiveType.INT, PrimitiveType.BOOLEAN))
          .build();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 127, 128, 129, 1500})
  void shouldReadBackEveryTypeInRowGroupsOfAnySize(int rows) throws IOException {
    for (PageVersion version : PageVersion.values()) {
      for (boolean few : new boolean[] {true, false}) {
        long seed = 31L * rows + (few ? 1 : 0);
        List<List<@Nullable Object>> columns = randomColumns(new Random(seed), rows, few, 0.3);
        MemoryObject file =
            write(EVERY_TYPE, columns, TestSettings.of(version, CompressionCodecName.ZSTD));
        assertReadsBack("seed " + seed + " " + version, file, EVERY_TYPE, columns);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      names = {"ZSTD", "SNAPPY", "GZIP", "LZ4_RAW", "UNCOMPRESSED"})
  void shouldReadBackEveryCodec(CompressionCodecName codec) throws IOException {
    List<List<@Nullable Object>> columns = randomColumns(new Random(5), 300, false, 0.5);
    MemoryObject file = write(EVERY_TYPE, columns, TestSettings.of(PageVersion.V2, codec));
    assertReadsBack("codec " + codec, file, EVERY_TYPE, columns);
    assertThat(FileReadback.footer(file).getBlocks().get(0).getColumns().get(0).getCodec())
        .isEqualTo(codec);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 1.0})
  void shouldReadBackColumnsOfNoNullsAndOfNullsOnly(double nullShare) throws IOException {
    List<List<@Nullable Object>> columns = randomColumns(new Random(6), 500, true, nullShare);
    MemoryObject file = write(EVERY_TYPE, columns, WriteSettings.defaults());
    assertReadsBack("nulls " + nullShare, file, EVERY_TYPE, columns);
  }

  @Test
  void shouldNameItselfInAFormThatReadersParse() throws Exception {
    MemoryObject file =
        write(EVERY_TYPE, randomColumns(new Random(7), 10, true, 0), WriteSettings.defaults());
    ParquetMetadata footer = FileReadback.footer(file);
    VersionParser.ParsedVersion version =
        VersionParser.parse(footer.getFileMetaData().getCreatedBy());
    assertThat(version.application).isEqualTo("sleeper-ingest");
    assertThat(version.hasSemanticVersion()).isTrue();
    assertThat(footer.getFileMetaData().getKeyValueMetaData()).isEmpty();
  }

  @Test
  void shouldWriteSeveralRowGroupsAndCommitOnce() throws IOException {
    MemoryObject file = new MemoryObject();
    Schema schema = Schema.builder().rowKey("key", PrimitiveType.STRING).build();
    try (DataFileWriter writer = DataFileWriter.create(file, schema, WriteSettings.defaults())) {
      for (int group = 0; group < 3; group++) {
        writer.startRowGroup(2);
        writer.writeColumn(
            0, SampleColumns.of(PrimitiveType.STRING, List.of("k" + group, "l" + group)));
        writer.endRowGroup();
      }
      assertThat(file.isCommitted()).isFalse();
      DataFileSummary summary = writer.finish();
      assertThat(summary).isEqualTo(new DataFileSummary(6, file.bytes().length));
    }
    assertThat(file.isCommitted()).isTrue();
    assertThat(FileReadback.footer(file).getBlocks()).hasSize(3);
    assertThat(FileReadback.rows(file, schema).toString())
        .isEqualTo("[[k0], [l0], [k1], [l1], [k2], [l2]]");
  }

  @Test
  void shouldAbandonTheObjectWhenClosedUnfinished() throws IOException {
    MemoryObject file = new MemoryObject();
    DataFileWriter.create(file, EVERY_TYPE, WriteSettings.defaults()).close();
    assertThat(file.isCommitted()).isFalse();
    assertThat(file.isClosed()).isTrue();
  }

  @Test
  void shouldRefuseColumnsOutOfTurnOfTheWrongSizeOrWithForbiddenNulls() throws IOException {
    Schema schema =
        Schema.builder().rowKey("key", PrimitiveType.INT).value("v", PrimitiveType.INT).build();
    try (DataFileWriter writer =
        DataFileWriter.create(new MemoryObject(), schema, WriteSettings.defaults())) {
      Column two = SampleColumns.of(PrimitiveType.INT, List.of(1, 2));
      assertThatThrownBy(() -> writer.writeColumn(0, two))
          .isInstanceOf(IllegalStateException.class);
    }
    try (DataFileWriter writer =
        DataFileWriter.create(new MemoryObject(), schema, WriteSettings.defaults())) {
      writer.startRowGroup(3);
      Column two = SampleColumns.of(PrimitiveType.INT, List.of(1, 2));
      assertThatThrownBy(() -> writer.writeColumn(0, two)).hasMessageContaining("needs 3 values");
    }
    try (DataFileWriter writer =
        DataFileWriter.create(new MemoryObject(), schema, WriteSettings.defaults())) {
      writer.startRowGroup(2);
      List<@Nullable Object> values = new ArrayList<>();
      values.add(1);
      values.add(null);
      Column withNull = SampleColumns.of(PrimitiveType.INT, values);
      assertThatThrownBy(() -> writer.writeColumn(0, withNull))
          .hasMessageContaining("key is not nullable, but has a null at row 1");
    }
  }

  static List<List<@Nullable Object>> randomColumns(
      Random random, int rows, boolean few, double nullShare) {
    List<List<@Nullable Object>> columns = new ArrayList<>();
    for (Field field : EVERY_TYPE.fields()) {
      List<@Nullable Object> values =
          SampleColumns.random(random, field.type(), rows, few, field.nullable() ? nullShare : 0);
      if (columns.isEmpty()) {
        values.sort((left, right) -> Long.compare((long) left, (long) right));
      }
      columns.add(values);
    }
    return columns;
  }

  static MemoryObject write(
      Schema schema, List<List<@Nullable Object>> columns, WriteSettings settings)
      throws IOException {
    MemoryObject file = new MemoryObject();
    try (DataFileWriter writer = DataFileWriter.create(file, schema, settings)) {
      writer.startRowGroup(columns.get(0).size());
      for (int i = 0; i < columns.size(); i++) {
        writer.writeColumn(i, SampleColumns.of(schema.field(i).type(), columns.get(i)));
      }
      writer.endRowGroup();
      writer.finish();
    }
    return file;
  }

  static void assertReadsBack(
      String description, MemoryObject file, Schema schema, List<List<@Nullable Object>> columns)
      throws IOException {
    List<List<@Nullable Object>> rows = FileReadback.rows(file, schema);
    assertThat(rows).as(description).hasSize(columns.get(0).size());
    for (int field = 0; field < columns.size(); field++) {
      for (int row = 0; row < rows.size(); row++) {
        assertThat(SampleColumns.text(schema.field(field).type(), rows.get(row).get(field)))
            .as("%s, field %s, row %d", description, schema.field(field).name(), row)
            .isEqualTo(SampleColumns.text(schema.field(field).type(), columns.get(field).get(row)));
      }
    }
  }
}
