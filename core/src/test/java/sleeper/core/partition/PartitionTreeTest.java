package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class PartitionTreeTest {

  private static final Schema SCHEMA =
      Schema.builder().rowKey("x", PrimitiveType.INT).rowKey("y", PrimitiveType.STRING).build();
  private static final Field X = SCHEMA.field(0);
  private static final Field Y = SCHEMA.field(1);

  /** Split on x at 0; the upper side is split on y at "m". */
  private static List<Partition> twoDimensions() {
    return List.of(
        split("root", null, 0, all(), "L", "R"),
        leaf("L", "root", all().withRange(0, Range.halfOpen(X, null, 0))),
        split("R", "root", 1, all().withRange(0, Range.halfOpen(X, 0, null)), "RL", "RR"),
        leaf("RL", "R", upper(Range.halfOpen(Y, null, "m"))),
        leaf("RR", "R", upper(Range.halfOpen(Y, "m", null))));
  }

  @Nested
  class Lookup {

    private final PartitionTree tree = new PartitionTree(twoDimensions());

    @Test
    void shouldFindTheLeafOfAKeyInAnyDimension() {
      assertThat(tree.leafOf(Key.of(-1, "z")).id()).isEqualTo("L");
      assertThat(tree.leafOf(Key.of(0, "a")).id()).isEqualTo("RL");
      assertThat(tree.leafOf(Key.of(0, "m")).id()).isEqualTo("RR");
    }

    @Test
    void shouldListLeavesFromTheLowerSide() {
      assertThat(tree.leaves()).extracting(Partition::id).containsExactly("L", "RL", "RR");
    }

    @Test
    void shouldFindTheLeavesThatARegionOverlaps() {
      assertThat(tree.leavesOverlapping(all().withRange(1, Range.exactly(Y, "q"))))
          .extracting(Partition::id)
          .containsExactly("L", "RR");
      assertThat(tree.leavesOverlapping(all().withRange(0, Range.halfOpen(X, 5, 9))))
          .extracting(Partition::id)
          .containsExactly("RL", "RR");
    }

    @Test
    void shouldNameAncestorsFromTheNearest() {
      assertThat(tree.ancestorsOf(tree.partition("RR")))
          .extracting(Partition::id)
          .containsExactly("R", "root");
    }

    @Test
    void shouldHoldAllKeysInLeavesThatFillTheirParents() {
      PartitionTreeCheck.check(SCHEMA, tree);
    }
  }

  @Test
  void shouldTakeAVeryDeepTree() {
    List<Partition> partitions = new ArrayList<>();
    int depth = 20_000;
    String parent = null;
    for (int i = 0; i < depth; i++) {
      Region region = all().withRange(0, Range.halfOpen(X, i == 0 ? null : i, null));
      partitions.add(split("n" + i, parent, 0, region, "leaf" + i, "n" + (i + 1)));
      Object min = i == 0 ? null : i;
      partitions.add(leaf("leaf" + i, "n" + i, all().withRange(0, Range.halfOpen(X, min, i + 1))));
      parent = "n" + i;
    }
    partitions.add(leaf("n" + depth, parent, all().withRange(0, Range.halfOpen(X, depth, null))));

    PartitionTree tree = new PartitionTree(partitions);

    assertThat(tree.leaves()).hasSize(depth + 1);
    PartitionTreeCheck.check(SCHEMA, tree);
  }

  @Nested
  class Refusals {

    @Test
    void shouldRefuseTwoRoots() {
      assertRefused("roots=2", leaf("a", null, all()), leaf("b", null, all()));
    }

    @Test
    void shouldRefuseAMissingChild() {
      assertRefused(
          "No partition R", split("root", null, 0, all(), "L", "R"), leaf("L", "root", all()));
    }

    @Test
    void shouldRefuseAnIdThatIsThereTwice() {
      assertRefused("more than once", leaf("a", null, all()), leaf("a", null, all()));
    }

    @Test
    void shouldRefuseAPartitionOutsideTheTree() {
      assertRefused("reached=1", leaf("a", null, all()), leaf("b", "a", all()));
    }

    @Test
    void shouldRefuseAChildOfAnotherParent() {
      assertRefused(
          "Partition R does not name its parent",
          split("root", null, 0, all(), "L", "R"),
          leaf("L", "root", all()),
          leaf("R", "L", all()));
    }

    @Test
    void shouldRefuseTheSameChildTwice() {
      assertRefused(
          "same child twice", split("root", null, 0, all(), "L", "L"), leaf("L", "root", all()));
    }

    private void assertRefused(String message, Partition... partitions) {
      assertThatThrownBy(() -> new PartitionTree(List.of(partitions)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  @Nested
  class RegionChecks {

    @Test
    void shouldRefuseAGapBetweenChildren() {
      assertUnfit(
          "do not fill their parent root in row key x",
          split("root", null, 0, all(), "L", "R"),
          leaf("L", "root", all().withRange(0, Range.halfOpen(X, null, 0))),
          leaf("R", "root", all().withRange(0, Range.halfOpen(X, 1, null))));
    }

    @Test
    void shouldRefuseChildrenThatAreNarrowerInAnotherRowKey() {
      assertUnfit(
          "do not fill their parent root in row key y",
          split("root", null, 0, all(), "L", "R"),
          leaf("L", "root", all().withRange(0, Range.halfOpen(X, null, 0))),
          leaf("R", "root", upper(Range.halfOpen(Y, "m", null))));
    }

    @Test
    void shouldRefuseARootThatDoesNotHoldAllKeys() {
      assertUnfit("Root partition root", leaf("root", null, upper(Range.all(Y))));
    }

    @Test
    void shouldRefuseAPartitionWithoutRoom() {
      Region fromFive = all().withRange(0, Range.halfOpen(X, 5, null));
      assertUnfit(
          "Partition RL has no room",
          split("root", null, 0, all(), "L", "R"),
          leaf("L", "root", all().withRange(0, Range.halfOpen(X, null, 5))),
          split("R", "root", 0, fromFive, "RL", "RR"),
          leaf("RL", "R", all().withRange(0, Range.halfOpen(X, 5, 5))),
          leaf("RR", "R", fromFive));
    }

    private void assertUnfit(String message, Partition... partitions) {
      PartitionTree tree = new PartitionTree(List.of(partitions));
      assertThatThrownBy(() -> PartitionTreeCheck.check(SCHEMA, tree))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(message);
    }
  }

  private static Region all() {
    return Region.all(SCHEMA);
  }

  private static Region upper(Range yRange) {
    return all().withRange(0, Range.halfOpen(X, 0, null)).withRange(1, yRange);
  }

  private static Partition leaf(String id, @Nullable String parentId, Region region) {
    return new Partition(id, parentId, List.of(), region, Partition.NO_DIMENSION);
  }

  private static Partition split(
      String id, @Nullable String parentId, int dimension, Region region, String... children) {
    return new Partition(id, parentId, List.of(children), region, dimension);
  }
}
