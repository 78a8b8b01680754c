package sleeper.core.statestore.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.partition.Partition;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

class PartitionTransactionsTest {

  private static final Field KEY = Field.of("key", PrimitiveType.INT);

  private final PartitionsState state =
      PartitionsState.empty()
          .apply(1, new InitialisePartitions(List.of(leaf("root", null, null, null))));

  @Test
  void shouldSplitALeaf() {
    SplitPartition split =
        new SplitPartition(
            parent("root", null, null, null, "L", "R"),
            List.of(leaf("L", "root", null, 10), leaf("R", "root", 10, null)));

    split.validate(state);

    assertThat(state.apply(2, split).tree().orElseThrow().leaves())
        .extracting(Partition::id)
        .containsExactly("L", "R");
  }

  @Test
  void shouldRefuseChildrenThatLeaveAGap() {
    assertRefused(
        new SplitPartition(
            parent("root", null, null, null, "L", "R"),
            List.of(leaf("L", "root", null, 10), leaf("R", "root", 11, null))),
        "do not divide");
  }

  @Test
  void shouldRefuseChildrenThatDoNotFillTheParent() {
    assertRefused(
        new SplitPartition(
            parent("root", null, null, null, "L", "R"),
            List.of(leaf("L", "root", 0, 10), leaf("R", "root", 10, null))),
        "do not divide");
  }

  @Test
  void shouldRefuseChildrenInTheWrongOrder() {
    assertRefused(
        new SplitPartition(
            parent("root", null, null, null, "R", "L"),
            List.of(leaf("L", "root", null, 10), leaf("R", "root", 10, null))),
        "lower side first");
  }

  @Test
  void shouldRefuseChildrenOfAnotherParent() {
    assertRefused(
        new SplitPartition(
            parent("root", null, null, null, "L", "R"),
            List.of(leaf("L", "root", null, 10), leaf("R", "other", 10, null))),
        "another parent");
  }

  @Test
  void shouldRefuseToSplitWhatIsSplitOrUnknown() {
    SplitPartition split =
        new SplitPartition(
            parent("root", null, null, null, "L", "R"),
            List.of(leaf("L", "root", null, 10), leaf("R", "root", 10, null)));
    PartitionsState after = state.apply(2, split);

    assertThatThrownBy(() -> split.validate(after))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("split already")
        .hasMessageContaining("root");
    assertThatThrownBy(() -> split.validate(PartitionsState.empty()))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("not in the table");
  }

  @Test
  void shouldExtendALeafToAWholeTree() {
    ExtendPartitionTree extend =
        new ExtendPartitionTree(
            List.of(parent("root", null, null, null, "L", "R")),
            List.of(
                leaf("L", "root", null, 10),
                parent("R", "root", 10, null, "RL", "RR"),
                leaf("RL", "R", 10, 20),
                leaf("RR", "R", 20, null)));

    extend.validate(state);

    assertThat(state.apply(2, extend).tree().orElseThrow().leaves())
        .extracting(Partition::id)
        .containsExactly("L", "RL", "RR");
  }

  @Test
  void shouldRefuseToExtendByPartitionsThatHangNowhere() {
    assertRefused(
        new ExtendPartitionTree(
            List.of(parent("root", null, null, null, "L", "R")),
            List.of(
                leaf("L", "root", null, 10),
                leaf("R", "root", 10, null),
                leaf("stray", "root", 20, 30))),
        "stray");
  }

  @Test
  void shouldRefuseToExtendWithoutAChild() {
    assertRefused(
        new ExtendPartitionTree(
            List.of(parent("root", null, null, null, "L", "R")),
            List.of(leaf("L", "root", null, 10))),
        "child=R");
  }

  @Test
  void shouldRefuseATreeOfTwoRoots() {
    assertRefused(
        new InitialisePartitions(
            List.of(leaf("one", null, null, null), leaf("two", null, null, null))),
        "not a tree");
  }

  private void assertRefused(PartitionTransaction transaction, String reason) {
    assertThatThrownBy(() -> transaction.validate(state))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining(reason);
  }

  private static Partition leaf(
      String id, @Nullable String parentId, @Nullable Integer min, @Nullable Integer max) {
    return new Partition(id, parentId, List.of(), region(min, max), Partition.NO_DIMENSION);
  }

  private static Partition parent(
      String id,
      @Nullable String parentId,
      @Nullable Integer min,
      @Nullable Integer max,
      String... children) {
    return new Partition(id, parentId, List.of(children), region(min, max), 0);
  }

  private static Region region(@Nullable Integer min, @Nullable Integer max) {
    return new Region(List.of(Range.halfOpen(KEY, min, max)));
  }
}
