package sleeper.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForDouble;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesReaderForFloat;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesReader;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayReader;
import org.apache.parquet.column.values.plain.BinaryPlainValuesReader;
import org.apache.parquet.column.values.plain.BooleanPlainValuesReader;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.BytesColumn;

/** The kernels against parquet-java's decoders, around the sizes at which their blocks end. */
class EncodingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 9, 31, 32, 33, 127, 128, 129, 130, 257, 20_000})
  void shouldDeltaPackNumbersOfAnyWidth(int count) throws IOException {
    for (int width = 1; width <= 64; width += 3) {
      long seed = 100L * count + width;
      long[] values = new long[count + 5];
      Random random = new Random(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = random.nextLong() >> (64 - width);
      }
      PageBuffer buffer = new PageBuffer();
      byte[] bytes = buffer.reserve(DeltaBinaryPacking.maxBytes(count));
      int end = new DeltaBinaryPacking().encode(values, 5, count + 5, 64, bytes, 0);
      assertThat(end).isLessThanOrEqualTo((int) DeltaBinaryPacking.maxBytes(count));
      ValuesReader reader = open(new DeltaBinaryPackingValuesReader(), count, bytes, end);
      for (int i = 0; i < count; i++) {
        assertThat(reader.readLong()).as("seed %d, value %d", seed, i).isEqualTo(values[i + 5]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 33, 128, 129, 130, 1000})
  void shouldDeltaPackIntsWhoseDifferencesOverflow(int count) throws IOException {
    Random random = new Random(count);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (random.nextInt(4)) {
            case 0 -> Integer.MIN_VALUE;
            case 1 -> Integer.MAX_VALUE;
            default -> random.nextInt();
          };
    }
    PageBuffer buffer = new PageBuffer();
    byte[] bytes = buffer.reserve(DeltaBinaryPacking.maxBytes(count));
    int end = new DeltaBinaryPacking().encode(values, 0, count, 32, bytes, 0);
    ValuesReader reader = open(new DeltaBinaryPackingValuesReader(), count, bytes, end);
    for (int i = 0; i < count; i++) {
      assertThat(reader.readInteger()).as("seed %d, value %d", count, i).isEqualTo((int) values[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 63, 64, 65, 504, 505, 20_000})
  void shouldPackIdsAsRunsAndGroups(int count) throws IOException {
    for (int width = 1; width <= 31; width++) {
      for (int longestRun : new int[] {1, 3, 9, 40, 1000}) {
        long seed = 10_000L * count + 100L * width + longestRun;
        int[] ids = runs(new Random(seed), count, width, longestRun);
        byte[] bytes = new PageBuffer().reserve(RunLengthHybrid.maxBytes(count, width));
        int end = RunLengthHybrid.encode(ids, 0, count, width, bytes, 0);
        assertThat(end).isLessThanOrEqualTo((int) RunLengthHybrid.maxBytes(count, width));
        RunLengthBitPackingHybridDecoder decoder =
            new RunLengthBitPackingHybridDecoder(
                width, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, 0, end)));
        for (int i = 0; i < count; i++) {
          int decoded = decoder.readInt();
          if (decoded != ids[i]) {
            assertThat(decoded).as("seed %d, value %d", seed, i).isEqualTo(ids[i]);
          }
        }
      }
    }
  }

  private static int[] runs(Random random, int count, int width, int longestRun) {
    int[] ids = new int[count];
    for (int i = 0; i < count; ) {
      int id = random.nextInt(1 << Math.min(30, width));
      int end = Math.min(count, i + 1 + random.nextInt(longestRun));
      Arrays.fill(ids, i, end, id);
      i = end;
    }
    return ids;
  }

  @Test
  void shouldTakeFewBytesForASortedColumnOfRuns() {
    int[] ids = new int[10_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i / 10;
    }
    byte[] bytes = new PageBuffer().reserve(RunLengthHybrid.maxBytes(ids.length, 10));
    assertThat(RunLengthHybrid.encode(ids, 0, ids.length, 10, bytes, 0)).isEqualTo(3_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 128, 1000})
  void shouldEncodeBytesOfEveryLengthInEveryForm(int count) throws IOException {
    for (int longest : new int[] {0, 1, 15, 17, 200}) {
      long seed = 1000L * count + longest;
      List<byte[]> values = randomBytes(new Random(seed), count, longest);
      BytesColumn column = (BytesColumn) ColumnsOf.bytes(values.toArray(new byte[0][]));
      PageBuffer plain = new PageBuffer();
      byte[] bytes = plain.reserve(column.dataLength() + 4L * count);
      plain.setSize(
          ByteStrings.putWithLengths(column.data(), column.offsets(), 0, count, bytes, 0));
      assertDecodes(seed, new BinaryPlainValuesReader(), values, plain);
      PageBuffer lengths = new PageBuffer();
      DeltaBytes delta = new DeltaBytes();
      delta.putWithLengths(column.data(), column.offsets(), 0, count, lengths);
      assertDecodes(seed, new DeltaLengthByteArrayValuesReader(), values, lengths);
      PageBuffer prefixes = new PageBuffer();
      delta.putWithPrefixes(column.data(), column.offsets(), 0, count, prefixes);
      assertDecodes(seed, new DeltaByteArrayReader(), values, prefixes);
    }
  }

  private static void assertDecodes(
      long seed, ValuesReader reader, List<byte[]> values, PageBuffer page) throws IOException {
    open(reader, values.size(), page.bytes(), page.size());
    for (int i = 0; i < values.size(); i++) {
      assertThat(reader.readBytes().getBytes())
          .as("seed %d, %s, value %d", seed, reader.getClass().getSimpleName(), i)
          .isEqualTo(values.get(i));
    }
  }

  private static List<byte[]> randomBytes(Random random, int count, int longest) {
    List<byte[]> values = new ArrayList<>();
    byte[] previous = new byte[0];
    for (int i = 0; i < count; i++) {
      byte[] value = Arrays.copyOf(previous, random.nextInt(longest + 1));
      for (int j = random.nextInt(longest + 1); j < value.length; j++) {
        value[j] = (byte) random.nextInt();
      }
      values.add(value);
      previous = value;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 63, 64, 65, 1000})
  void shouldSplitFloatingPointIntoStreamsAndBooleansIntoBits(int count) throws IOException {
    Random random = new Random(count);
    long[] doubles = random.longs(count).toArray();
    byte[] bytes = new PageBuffer().reserve(8L * count);
    int end = FixedWidth.putStreams(doubles, 0, count, 8, bytes, 0);
    ValuesReader asDouble = open(new ByteStreamSplitValuesReaderForDouble(), count, bytes, end);
    byte[] streams = new PageBuffer().reserve(8L * count);
    int floatsEnd = FixedWidth.putStreams(doubles, 0, count, 4, streams, 0);
    ValuesReader asFloat =
        open(new ByteStreamSplitValuesReaderForFloat(), count, streams, floatsEnd);
    byte[] flags = new byte[count + 8];
    for (int i = 0; i < count; i++) {
      flags[i] = (byte) (random.nextInt() & 1);
    }
    byte[] bits = new byte[count / 8 + 16];
    int bitsEnd = FixedWidth.putBits(flags, 0, count, bits, 0);
    ValuesReader asBoolean = open(new BooleanPlainValuesReader(), count, bits, bitsEnd);
    for (int i = 0; i < count; i++) {
      assertThat(Double.doubleToRawLongBits(asDouble.readDouble())).isEqualTo(doubles[i]);
      assertThat(Float.floatToRawIntBits(asFloat.readFloat())).isEqualTo((int) doubles[i]);
      assertThat(asBoolean.readBoolean()).isEqualTo(flags[i] == 1);
    }
  }

  @Test
  void shouldSortDictionaryEntriesByUnsignedBytesOrAsNumbers() {
    BytesColumn column =
        (BytesColumn)
            ColumnsOf.bytes(
                new byte[] {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 1},
                new byte[] {0x7f, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80},
                new byte[] {0x7f, 0, 0, 0, 0, 0, 0, 0, 1});
    assertThat(column.type()).isEqualTo(PrimitiveType.BYTE_ARRAY);
    int[] entries = {0, 1, 2};
    int[] ranks = new EntrySort().sort(column.data(), column.offsets(), entries, 3, false);
    assertThat(entries).containsExactly(2, 1, 0);
    assertThat(Arrays.copyOf(ranks, 3)).containsExactly(2, 1, 0);
    int[] signed = {0, 1, 2};
    new EntrySort().sort(column.data(), column.offsets(), signed, 3, true);
    assertThat(signed).containsExactly(0, 2, 1);
  }

  private static ValuesReader open(ValuesReader reader, int count, byte[] bytes, int end)
      throws IOException {
    reader.initFromPage(count, ByteBufferInputStream.wrap(ByteBuffer.wrap(bytes, 0, end)));
    return reader;
  }
}
