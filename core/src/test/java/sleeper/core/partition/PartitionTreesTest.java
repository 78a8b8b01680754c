package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.range.Range;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class PartitionTreesTest {

  private static final Schema SCHEMA =
      Schema.builder().rowKey("a", PrimitiveType.LONG).rowKey("b", PrimitiveType.STRING).build();

  @Test
  void shouldRefuseSplitPointsOfAnotherClassThanTheRowKeys() {
    Schema schema = Schema.builder().rowKey("id", PrimitiveType.LONG).build();

    assertThatThrownBy(() -> PartitionTrees.fromSplitPoints(schema, List.of(7), () -> "id"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Key field id takes values of class Long, not Integer: value=7");
  }

  @Test
  void shouldNameTheOnlyPartitionRoot() {
    PartitionTree tree = PartitionTrees.fromSplitPoints(SCHEMA, List.of(), numbers());

    assertThat(tree.leaves()).extracting(Partition::id).containsExactly("root");
    PartitionTreeCheck.check(SCHEMA, tree);
  }

  @Test
  void shouldJoinNeighboursInLayersAndMoveAnOddLastOneUp() {
    PartitionTree tree = PartitionTrees.fromSplitPoints(SCHEMA, List.of(10L, 20L), numbers());

    assertThat(tree.leaves()).extracting(Partition::id).containsExactly("0", "1", "2");
    assertThat(tree.partition("3").childIds()).containsExactly("0", "1");
    assertThat(tree.root().id()).isEqualTo("4");
    assertThat(tree.root().childIds()).containsExactly("3", "2");
    assertThat(tree.partition("1").region().range(0))
        .isEqualTo(Range.halfOpen(SCHEMA.field(0), 10L, 20L));
    assertThat(tree.partition("1").region().range(1)).isEqualTo(Range.all(SCHEMA.field(1)));
    assertThat(tree.all()).extracting(Partition::id).startsWith("4");
  }

  @Test
  void shouldPutEveryKeyInTheLeafThatItsSplitPointsSay() {
    long seed = System.nanoTime();
    System.out.println("PartitionTreesTest seed=" + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      TreeSet<Long> points = new TreeSet<>();
      random.longs(1 + random.nextInt(70), -500, 500).forEach(points::add);
      List<Long> splitPoints = List.copyOf(points);
      PartitionTree tree = PartitionTrees.fromSplitPoints(SCHEMA, splitPoints, numbers());
      PartitionTreeCheck.check(SCHEMA, tree);
      assertThat(tree.leaves()).hasSize(splitPoints.size() + 1);
      for (long key = -505; key < 505; key++) {
        int leaf = points.headSet(key, true).size();
        assertThat(tree.leafOf(Key.of(key, "x"))).isSameAs(tree.leaves().get(leaf));
      }
    }
  }

  @Test
  void shouldRefuseSplitPointsThatDoNotIncrease() {
    assertThatThrownBy(() -> PartitionTrees.fromSplitPoints(SCHEMA, List.of(1L, 3L, 3L), numbers()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Split point 3 is \"3\" after \"3\"; split points of row key a must increase");
  }

  @Test
  void shouldRefuseTheLeastValueAsSplitPoint() {
    assertThatThrownBy(
            () -> PartitionTrees.fromSplitPoints(SCHEMA, List.of(Long.MIN_VALUE), numbers()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("Split point 1 is \"-9223372036854775808\", the least value of");
  }

  private static Supplier<String> numbers() {
    AtomicInteger next = new AtomicInteger();
    return () -> Integer.toString(next.getAndIncrement());
  }
}
