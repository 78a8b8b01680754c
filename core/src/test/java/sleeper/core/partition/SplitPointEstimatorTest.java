package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.testing.RandomValues;

class SplitPointEstimatorTest {

  private static final Field INT = Field.of("k", PrimitiveType.INT);

  @SuppressWarnings("unused")
  private static final List<PrimitiveType> TYPES = RandomValues.TYPES;

  @Test
  void shouldCutAnEvenSampleIntoEqualParts() {
    List<Integer> sample = new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    Collections.shuffle(sample, new Random(1));

    SplitPointEstimate estimate = SplitPointEstimator.estimate(INT, sample, 4);

    assertThat(estimate.splitPoints()).containsExactly(250, 500, 750);
    assertThat(estimate.partitions()).isEqualTo(4);
    assertThat(estimate.isShort()).isFalse();
    assertThat(estimate.sampledValues()).isEqualTo(1000);
  }

  @Test
  void shouldSayHowManyPartitionsFewValuesAllow() {
    SplitPointEstimate estimate = SplitPointEstimator.estimate(INT, List.of(3, 1, 3, 1, 2), 8);

    assertThat(estimate.splitPoints()).containsExactly(2, 3);
    assertThat(estimate.partitions()).isEqualTo(3);
    assertThat(estimate.isShort()).isTrue();
  }

  @Test
  void shouldGiveAFrequentValueAPartOfItsOwn() {
    List<Integer> sample = new ArrayList<>(Collections.nCopies(900, 50));
    IntStream.range(0, 100).forEach(sample::add);

    SplitPointEstimate estimate = SplitPointEstimator.estimate(INT, sample, 4);

    assertThat(estimate.partitions()).isEqualTo(4);
    assertThat(estimate.splitPoints()).contains(50, 51);
  }

  @Test
  void shouldMakeOnePartitionOfAnEmptySample() {
    SplitPointEstimate estimate = SplitPointEstimator.estimate(INT, List.of(), 5);

    assertThat(estimate.splitPoints()).isEmpty();
    assertThat(estimate.partitions()).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void shouldGiveAsManyPartitionsAsValuesAllowAndNoneEmpty(PrimitiveType type) {
    RandomValues values = new RandomValues("SplitPointEstimatorTest." + type);
    Schema schema = Schema.builder().rowKey("k", type).build();
    for (int round = 0; round < 60; round++) {
      List<Object> sample = new ArrayList<>();
      Set<Key> different = new HashSet<>();
      int size = values.random().nextInt(60);
      for (int i = 0; i < size; i++) {
        Object value = values.keyValue(type);
        sample.add(value);
        different.add(Key.of(value));
      }
      int partitions = 1 + values.random().nextInt(20);

      SplitPointEstimate estimate =
          SplitPointEstimator.estimate(schema.field(0), sample, partitions);

      assertThat(estimate.partitions())
          .isEqualTo(Math.max(1, Math.min(partitions, different.size())));
      PartitionTree tree = tree(schema, estimate);
      Set<String> filled = new HashSet<>();
      sample.forEach(value -> filled.add(tree.leafOf(Key.of(value)).id()));
      assertThat(filled).hasSize(sample.isEmpty() ? 0 : tree.leaves().size());
    }
  }

  @Test
  void shouldRefuseValuesThatKeysCannotHave() {
    Field field = Field.of("d", PrimitiveType.DOUBLE);

    assertThatThrownBy(() -> SplitPointEstimator.estimate(field, List.of(1.0, -0.0), 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Key field d cannot be -0.0");
  }

  private static PartitionTree tree(Schema schema, SplitPointEstimate estimate) {
    int[] next = {0};
    PartitionTree tree =
        PartitionTrees.fromSplitPoints(schema, estimate.splitPoints(), () -> "p" + next[0]++);
    PartitionTreeCheck.check(schema, tree);
    return tree;
  }
}
