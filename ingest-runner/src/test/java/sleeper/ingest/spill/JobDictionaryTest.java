package sleeper.ingest.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Dictionary;

class JobDictionaryTest {

  private final JobDictionary dictionary = new JobDictionary(1 << 20);

  @Test
  void shouldGiveEqualValuesOfSeveralDictionariesTheSameId() {
    assertThat(dictionary.idsOf(dictionary("a", "b"))).containsExactly(0, 1);
    assertThat(dictionary.idsOf(dictionary("c", "b", "", "a"))).containsExactly(2, 1, 3, 0);
  }

  @Test
  void shouldKeepIdsWhileItGrows() {
    String[] values = IntStream.range(0, 5000).mapToObj(i -> "value" + i).toArray(String[]::new);
    int[] ids = dictionary.idsOf(dictionary(values)).clone();
    assertThat(dictionary.idsOf(dictionary("other"))).containsExactly(5000);
    assertThat(dictionary.idsOf(dictionary(values))).isEqualTo(ids);
    assertThat(dictionary.dictionary().size()).isEqualTo(5001);
  }

  @Test
  void shouldTellHowManyBytesAnIdTakes() {
    dictionary.idsOf(
        dictionary(IntStream.range(0, 256).mapToObj(i -> "" + i).toArray(String[]::new)));
    assertThat(dictionary.idBytes()).isEqualTo(1);
    dictionary.idsOf(dictionary("more"));
    assertThat(dictionary.idBytes()).isEqualTo(2);
  }

  @Test
  void shouldTakeNoMoreValuesOnceTheyAreTooMany() {
    JobDictionary small = new JobDictionary(10);
    assertThat(small.idsOf(dictionary("12345", "6789"))).containsExactly(0, 1);
    assertThat(small.idsOf(dictionary("too long for it"))).isNull();
    assertThat(small.idsOf(dictionary("12345"))).isNull();
  }

  private static Dictionary dictionary(String... values) {
    byte[] data = String.join("", values).getBytes(StandardCharsets.UTF_8);
    int[] offsets = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      offsets[i + 1] = offsets[i] + values[i].length();
    }
    return new Dictionary(
        Arrays.copyOf(data, data.length + BytesColumn.PADDING), offsets, values.length);
  }
}
