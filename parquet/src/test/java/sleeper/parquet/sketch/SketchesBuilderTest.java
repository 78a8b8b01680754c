package sleeper.parquet.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.datasketches.common.ArrayOfDoublesSerDe;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.common.ArrayOfLongsSerDe;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.quantiles.ItemsSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;
import sleeper.parquet.write.ColumnsOf;

class SketchesBuilderTest {

  private static final int BLOCK = 5_000;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 2047, 2048, 2049, 4096, 5010, 100_000, 300_001})
  void shouldGiveExactCountAndBoundsAndCloseQuantilesOfSortedAndUnsortedLongs(int rows) {
    long seed = rows;
    long[] values = new Random(seed).longs(rows).toArray();
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    Schema schema =
        Schema.builder().rowKey("a", PrimitiveType.LONG).rowKey("b", PrimitiveType.LONG).build();
    SketchesBuilder builder = new SketchesBuilder(schema, rows);
    for (int from = 0; from < rows; from += BLOCK) {
      int to = Math.min(rows, from + BLOCK);
      builder.add(0, ColumnsOf.longs(Arrays.copyOfRange(sorted, from, to)));
      builder.add(1, ColumnsOf.longs(Arrays.copyOfRange(values, from, to)));
    }
    List<byte[]> images = SketchFile.images(builder.toBytes());
    assertThat(images).hasSize(2);
    for (int key = 0; key < 2; key++) {
      ItemsSketch<Long> sketch = readLongs(images.get(key));
      assertThat(sketch.getK()).isEqualTo(1024);
      assertThat(sketch.getN()).isEqualTo(rows);
      assertThat(sketch.getNumRetained())
          .isEqualTo(rows % 2048 + 1024 * Long.bitCount(rows / 2048));
      assertThat(sketch.getMinItem()).isEqualTo(sorted[0]);
      assertThat(sketch.getMaxItem()).isEqualTo(sorted[rows - 1]);
      for (double rank : new double[] {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99}) {
        long quantile = sketch.getQuantile(rank, QuantileSearchCriteria.INCLUSIVE);
        double found = (double) Math.abs(Arrays.binarySearch(sorted, quantile)) / rows;
        assertThat(found)
            .as("seed %d, row key %d, rank %s", seed, key, rank)
            .isCloseTo(rank, within(1.0 / rows + (key == 0 ? 0.001 : 0.015)));
      }
    }
  }

  @Test
  void shouldHaveTheSizeThatSleepersOwnSketchOf5010LongsHas() {
    Schema schema = Schema.builder().rowKey("a", PrimitiveType.LONG).build();
    SketchesBuilder builder = new SketchesBuilder(schema, 5010);
    builder.add(0, ColumnsOf.longs(new long[5010]));
    byte[] image = SketchFile.images(builder.toBytes()).get(0);
    assertThat(image).hasSize(15_536);
    assertThat(Arrays.copyOf(image, 8)).containsExactly(2, 3, 8, 8, 0, 4, 0, 0);
  }

  @Test
  void shouldNotBeMisledByARhythmInTheOrderOfRows() {
    int rows = 400_000;
    Schema schema =
        Schema.builder().rowKey("a", PrimitiveType.INT).rowKey("b", PrimitiveType.INT).build();
    SketchesBuilder builder = new SketchesBuilder(schema, rows);
    int[] rhythm = new int[rows];
    for (int i = 0; i < rows; i++) {
      rhythm[i] = i % 16;
    }
    builder.add(0, ColumnsOf.ints(new int[rows]));
    builder.add(1, ColumnsOf.ints(rhythm));
    ItemsSketch<Long> sketch = readLongs(SketchFile.images(builder.toBytes()).get(1));
    for (long value = 0; value < 16; value++) {
      assertThat(sketch.getRank(value, QuantileSearchCriteria.INCLUSIVE))
          .isCloseTo((value + 1) / 16.0, within(0.015));
    }
  }

  @Test
  void shouldKeepStringsInUtf8OrderAndByteArraysUnsigned() {
    Schema schema =
        Schema.builder()
            .rowKey("s", PrimitiveType.STRING)
            .rowKey("t", PrimitiveType.STRING)
            .rowKey("b", PrimitiveType.BYTE_ARRAY)
            .build();
    SketchesBuilder builder = new SketchesBuilder(schema, 3);
    builder.add(0, ColumnsOf.strings("", "é", "\uFF41"));
    builder.add(1, ColumnsOf.dictionary("b", "\uD83D\uDE00", "a"));
    builder.add(2, ColumnsOf.bytes(new byte[] {(byte) 0x80}, new byte[0], new byte[] {0x7f}));
    List<byte[]> images = SketchFile.images(builder.toBytes());
    ItemsSketch<String> first = readStrings(images.get(0));
    assertThat(first.getMinItem()).isEmpty();
    assertThat(first.getMaxItem()).isEqualTo("\uFF41");
    ItemsSketch<String> second = readStrings(images.get(1));
    assertThat(second.getMinItem()).isEqualTo("a");
    assertThat(second.getMaxItem()).isEqualTo("\uD83D\uDE00");
    ItemsSketch<byte[]> third =
        SketchFile.read(images.get(2), byte[].class, Arrays::compareUnsigned, new ByteArraySerDe());
    assertThat(third.getMinItem()).isEmpty();
    assertThat(third.getMaxItem()).containsExactly(0x80);
    assertThat(third.getN()).isEqualTo(3);
  }

  @Test
  void shouldKeepQuantilesOfManyUnsortedStrings() {
    int rows = 200_000;
    long seed = 17;
    Random random = new Random(seed);
    String[] values = new String[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = "prefix-%08d".formatted(random.nextInt(100_000_000));
    }
    Schema schema =
        Schema.builder().rowKey("s", PrimitiveType.INT).rowKey("t", PrimitiveType.STRING).build();
    SketchesBuilder builder = new SketchesBuilder(schema, rows);
    builder.add(0, ColumnsOf.ints(new int[rows]));
    builder.add(1, ColumnsOf.strings(values));
    ItemsSketch<String> sketch = readStrings(SketchFile.images(builder.toBytes()).get(1));
    assertThat(sketch.getN()).isEqualTo(rows);
    String median = sketch.getQuantile(0.5, QuantileSearchCriteria.INCLUSIVE);
    assertThat(Integer.parseInt(median.substring(7)) / 1e8)
        .as("seed %d", seed)
        .isCloseTo(0.5, within(0.015));
  }

  @Test
  void shouldWriteOtherNumbersAsLongsAndFloatingPointAsDoubles() {
    Schema schema =
        Schema.builder()
            .rowKey("d", PrimitiveType.DOUBLE)
            .rowKey("f", PrimitiveType.FLOAT)
            .rowKey("bool", PrimitiveType.BOOLEAN)
            .build();
    SketchesBuilder builder = new SketchesBuilder(schema, 2);
    builder.add(0, ColumnsOf.of(PrimitiveType.DOUBLE, -3.5, 2.0));
    builder.add(1, ColumnsOf.of(PrimitiveType.FLOAT, 1.5f, -2.5f));
    builder.add(2, ColumnsOf.of(PrimitiveType.BOOLEAN, true, false));
    List<byte[]> images = SketchFile.images(builder.toBytes());
    ItemsSketch<Double> doubles = readDoubles(images.get(0));
    assertThat(List.of(doubles.getMinItem(), doubles.getMaxItem())).containsExactly(-3.5, 2.0);
    ItemsSketch<Double> floats = readDoubles(images.get(1));
    assertThat(List.of(floats.getMinItem(), floats.getMaxItem())).containsExactly(-2.5, 1.5);
    ItemsSketch<Long> booleans = readLongs(images.get(2));
    assertThat(List.of(booleans.getMinItem(), booleans.getMaxItem())).containsExactly(0L, 1L);
  }

  @Test
  void shouldWriteAnEmptySketchForNoRowsAndRefuseAnotherCountThanAnnounced() {
    Schema schema = Schema.builder().rowKey("a", PrimitiveType.LONG).build();
    byte[] image = SketchFile.images(new SketchesBuilder(schema, 0).toBytes()).get(0);
    assertThat(readLongs(image).isEmpty()).isTrue();
    SketchesBuilder builder = new SketchesBuilder(schema, 2);
    builder.add(0, ColumnsOf.longs(new long[] {1}));
    assertThatThrownBy(builder::toBytes).hasMessageContaining("announced=2, rows added=1");
    Column two = ColumnsOf.longs(new long[] {2, 3});
    assertThatThrownBy(() -> builder.add(0, two)).hasMessageContaining("More rows");
  }

  private static ItemsSketch<Long> readLongs(byte[] image) {
    return SketchFile.read(image, Long.class, Comparator.naturalOrder(), new ArrayOfLongsSerDe());
  }

  private static ItemsSketch<Double> readDoubles(byte[] image) {
    return SketchFile.read(
        image, Double.class, Comparator.naturalOrder(), new ArrayOfDoublesSerDe());
  }

  private static ItemsSketch<String> readStrings(byte[] image) {
    ArrayOfItemsSerDe<String> items = new ArrayOfStringsSerDe();
    return SketchFile.read(image, String.class, Comparator.naturalOrder(), items);
  }
}
