package sleeper.ingest.sort;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadixSortTest {

  @ParameterizedTest(name = "{0} keys of {1} bits, {2} of them random")
  @CsvSource({
    "2, 64, 64",
    "25, 64, 64",
    "1000, 64, 64",
    "1000, 3, 3",
    "5000, 40, 6",
    "5000, 0, 0",
    "140000, 64, 64",
    "300000, 50, 50",
    "300000, 64, 9",
    "300000, 64, 1"
  })
  void shouldSortUnsignedAndKeepTheOrderOfEqualKeys(int count, int bits, int randomBits) {
    Random random = new Random(count + bits);
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = randomBits == 0 ? 0 : random.nextLong() >>> (Long.SIZE - randomBits);
      keys[i] = bits == 0 ? 0 : keys[i] << (bits - randomBits);
    }
    int[] expected =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> keys[i], Long::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] sorted = keys.clone();
    int[] rows = IntStream.range(0, count).toArray();

    new RadixSort().sort(sorted, rows, 0, count, bits);

    assertThat(Arrays.equals(rows, expected)).isTrue();
    assertThat(Arrays.equals(sorted, Arrays.stream(rows).mapToLong(i -> keys[i]).toArray()))
        .isTrue();
  }
}
