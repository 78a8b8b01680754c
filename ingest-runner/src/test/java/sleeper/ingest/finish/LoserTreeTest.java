package sleeper.ingest.finish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoserTreeTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 100})
  void shouldGiveWinnersInOrderAndKnowWhoIsNext(int count) {
    Random random = new Random(count);
    int[] values = random.ints(count, 0, 50).toArray();
    LoserTree tree =
        new LoserTree(
            count,
            (left, right) ->
                values[left] < values[right] || (values[left] == values[right] && left < right));
    List<Integer> won = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int winner = tree.winner();
      assertThat(values[winner]).isEqualTo(Arrays.stream(values).min().orElseThrow());
      assertThat(tree.runnerUp()).isEqualTo(best(values, winner));
      won.add(values[winner]);
      values[winner] += random.nextInt(20);
      tree.replay();
    }
    assertThat(won).isSorted();
  }

  private static int best(int[] values, int without) {
    int best = -1;
    for (int i = 0; i < values.length; i++) {
      if (i != without && (best < 0 || values[i] < values[best])) {
        best = i;
      }
    }
    return best;
  }
}
