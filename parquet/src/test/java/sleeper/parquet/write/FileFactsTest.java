package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sleeper.core.schema.ListType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;

/** What the footer and the page index of a file say. */
class FileFactsTest {

  private static final WriteSettings SMALL_PAGES =
      TestSettings.of(PageVersion.V2, CompressionCodecName.ZSTD);

  @Test
  void shouldWidenZerosAndLeaveOutBoundsWhereThereIsANaN() throws IOException {
    Statistics<?> zeros = statistics(PrimitiveType.DOUBLE, Arrays.asList(0.0, 5.0, null));
    assertThat(zeros.genericGetMin()).isEqualTo(-0.0);
    assertThat(zeros.getNumNulls()).isEqualTo(1);
    Statistics<?> negative = statistics(PrimitiveType.FLOAT, Arrays.asList(-1f, -0.0f));
    assertThat(negative.genericGetMax()).isEqualTo(0.0f);
    Statistics<?> withNaN = statistics(PrimitiveType.DOUBLE, Arrays.asList(1.0, Double.NaN, null));
    assertThat(withNaN.hasNonNullValue()).isFalse();
    assertThat(withNaN.getNumNulls()).isEqualTo(1);
    assertThat(statistics(PrimitiveType.FLOAT, Arrays.asList(1f, Float.NaN)).hasNonNullValue())
        .isFalse();
  }

  @Test
  void shouldCompareStringsUnsignedAndDecimalsSigned() throws IOException {
    Statistics<?> strings = statistics(PrimitiveType.STRING, Arrays.asList("é", "a", null, "z"));
    assertThat(((Binary) strings.genericGetMin()).toStringUsingUTF8()).isEqualTo("a");
    assertThat(((Binary) strings.genericGetMax()).toStringUsingUTF8()).isEqualTo("é");
    Statistics<?> decimals =
        statistics(
            PrimitiveType.decimal(38, 0),
            Arrays.asList(java.math.BigInteger.valueOf(-7), java.math.BigInteger.ONE));
    assertThat(((Binary) decimals.genericGetMin()).getBytes())
        .isEqualTo(SampleColumns.bytesOf(java.math.BigInteger.valueOf(-7)));
  }

  @Test
  void shouldIndexPagesWithTheRightRowsNullsAndBounds() throws IOException {
    long seed = 3;
    Random random = new Random(seed);
    int rows = 2000;
    Schema schema =
        Schema.builder()
            .rowKey("key", PrimitiveType.LONG)
            .nullableValue("v", PrimitiveType.LONG)
            .nullableValue("list", new ListType(PrimitiveType.INT))
            .build();
    List<@Nullable Object> keys = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      keys.add(i);
    }
    List<@Nullable Object> values =
        SampleColumns.random(random, PrimitiveType.LONG, rows, false, 0.4);
    for (int i = 256; i < 400; i++) {
      values.set(i, null);
    }
    List<@Nullable Object> lists =
        SampleColumns.random(random, new ListType(PrimitiveType.INT), rows, true, 0.2);
    MemoryObject file = DataFileWriterTest.write(schema, List.of(keys, values, lists), SMALL_PAGES);
    try (ParquetFileReader reader = ParquetFileReader.open(file.inputFile())) {
      List<ColumnChunkMetaData> chunks = reader.getFooter().getBlocks().get(0).getColumns();
      assertPagesOfLongs("seed " + seed, reader, chunks.get(1), values);
      assertThat(firstRows(reader, chunks.get(0))).startsWith(0L).hasSizeGreaterThan(10);
      assertListPages(reader, chunks.get(2), lists);
    }
  }

  private static void assertPagesOfLongs(
      String description,
      ParquetFileReader reader,
      ColumnChunkMetaData chunk,
      List<@Nullable Object> values)
      throws IOException {
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    ColumnIndex index = reader.readColumnIndex(chunk);
    for (int page = 0; page < offsets.getPageCount(); page++) {
      int from = (int) offsets.getFirstRowIndex(page);
      int to = (int) offsets.getLastRowIndex(page, values.size()) + 1;
      List<Long> present =
          values.subList(from, to).stream().filter(v -> v != null).map(v -> (Long) v).toList();
      assertThat(index.getNullCounts().get(page))
          .as(description)
          .isEqualTo((long) to - from - present.size());
      assertThat(index.getNullPages().get(page)).isEqualTo(present.isEmpty());
      if (!present.isEmpty()) {
        assertThat(littleEndian(index.getMinValues().get(page)))
            .isEqualTo(present.stream().min(Long::compare).orElseThrow());
        assertThat(littleEndian(index.getMaxValues().get(page)))
            .isEqualTo(present.stream().max(Long::compare).orElseThrow());
      }
    }
    assertThat(index.getNullPages()).contains(true);
  }

  private static void assertListPages(
      ParquetFileReader reader, ColumnChunkMetaData chunk, List<@Nullable Object> lists)
      throws IOException {
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    ColumnIndex index = reader.readColumnIndex(chunk);
    for (int page = 0; page < offsets.getPageCount(); page++) {
      int from = (int) offsets.getFirstRowIndex(page);
      int to = (int) offsets.getLastRowIndex(page, lists.size()) + 1;
      long empty =
          lists.subList(from, to).stream()
              .filter(list -> list == null || ((List<?>) list).isEmpty())
              .count();
      assertThat(index.getNullCounts().get(page)).isEqualTo(empty);
    }
    assertThat(chunk.getValueCount())
        .isEqualTo(
            lists.stream()
                .mapToLong(list -> list == null ? 1 : Math.max(1, ((List<?>) list).size()))
                .sum());
  }

  private static List<Long> firstRows(ParquetFileReader reader, ColumnChunkMetaData chunk)
      throws IOException {
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    List<Long> rows = new ArrayList<>();
    for (int page = 0; page < offsets.getPageCount(); page++) {
      rows.add(offsets.getFirstRowIndex(page));
    }
    return rows;
  }

  private static long littleEndian(java.nio.ByteBuffer bytes) {
    return bytes.duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN).getLong();
  }

  @Test
  void shouldWriteABloomFilterThatHasEveryKey() throws IOException {
    Schema schema = Schema.builder().rowKey("key", PrimitiveType.STRING).build();
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      keys.add("key-%04d".formatted(i));
    }
    MemoryObject file = DataFileWriterTest.write(schema, List.of(keys), SMALL_PAGES);
    try (ParquetFileReader reader = ParquetFileReader.open(file.inputFile())) {
      BloomFilter filter =
          reader.readBloomFilter(reader.getFooter().getBlocks().get(0).getColumns().get(0));
      for (Object key : keys) {
        assertThat(filter.findHash(filter.hash(Binary.fromString((String) key)))).isTrue();
      }
      int found = 0;
      for (int i = 0; i < 1000; i++) {
        found += filter.findHash(filter.hash(Binary.fromString("other" + i))) ? 1 : 0;
      }
      assertThat(found).isLessThan(50);
    }
  }

  @Test
  void shouldSayByWhichColumnsTheRowsAreSorted() throws IOException {
    Schema schema =
        Schema.builder()
            .rowKey("key", PrimitiveType.STRING)
            .sortKey("time", PrimitiveType.TIMESTAMP)
            .value("v", PrimitiveType.INT)
            .build();
    MemoryObject file =
        DataFileWriterTest.write(
            schema, List.of(List.of("a"), List.of(1L), List.of(1)), SMALL_PAGES);
    try (SeekableInputStream stream = file.inputFile().newStream()) {
      byte[] bytes = file.bytes();
      int footer =
          java.nio.ByteBuffer.wrap(bytes)
              .order(java.nio.ByteOrder.LITTLE_ENDIAN)
              .getInt(bytes.length - 8);
      stream.seek(bytes.length - 8L - footer);
      assertThat(Util.readFileMetaData(stream).getRow_groups().get(0).getSorting_columns())
          .extracting(column -> column.getColumn_idx() + " " + column.isDescending())
          .containsExactly("0 false", "1 false");
    }
  }

  @Test
  void shouldChooseEncodingsByTheValues() throws IOException {
    Random random = new Random(9);
    int rows = 20_000;
    Schema schema =
        Schema.builder()
            .rowKey("key", PrimitiveType.LONG)
            .value("few", PrimitiveType.INT)
            .value("words", PrimitiveType.STRING)
            .value("random", PrimitiveType.DOUBLE)
            .value("fewdoubles", PrimitiveType.DOUBLE)
            .value("texts", PrimitiveType.STRING)
            .value("always", PrimitiveType.BOOLEAN)
            .build();
    List<List<@Nullable Object>> columns = new ArrayList<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      columns.add(new ArrayList<>());
    }
    for (int i = 0; i < rows; i++) {
      columns.get(0).add(1000L * i + random.nextInt(1000));
      columns.get(1).add(random.nextInt(10));
      columns.get(2).add("word" + random.nextInt(50));
      columns.get(3).add(random.nextDouble());
      columns.get(4).add(random.nextInt(20) / 10.0);
      columns.get(5).add(Long.toString(random.nextLong(), 36));
      columns.get(6).add(true);
    }
    BlockMetaData block =
        FileReadback.footer(DataFileWriterTest.write(schema, columns, WriteSettings.defaults()))
            .getBlocks()
            .get(0);
    assertThat(block.getColumns())
        .extracting(FileFactsTest::dataEncoding)
        .containsExactly(
            Encoding.DELTA_BINARY_PACKED,
            Encoding.RLE_DICTIONARY,
            Encoding.RLE_DICTIONARY,
            Encoding.BYTE_STREAM_SPLIT,
            Encoding.RLE_DICTIONARY,
            Encoding.DELTA_LENGTH_BYTE_ARRAY,
            Encoding.RLE);
  }

  private static Encoding dataEncoding(ColumnChunkMetaData chunk) {
    return chunk.getEncodingStats().getDataEncodings().iterator().next();
  }

  private static Statistics<?> statistics(Type type, List<? extends @Nullable Object> values)
      throws IOException {
    Schema schema =
        Schema.builder().rowKey("key", PrimitiveType.INT).nullableValue("v", type).build();
    List<@Nullable Object> keys = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      keys.add(i);
    }
    MemoryObject file =
        DataFileWriterTest.write(schema, List.of(keys, new ArrayList<>(values)), SMALL_PAGES);
    return FileReadback.footer(file).getBlocks().get(0).getColumns().get(1).getStatistics();
  }
}
