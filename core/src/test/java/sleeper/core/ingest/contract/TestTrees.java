package sleeper.core.ingest.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Small partition trees over one long row key. */
public final class TestTrees {

  private static final Field KEY = Field.of("key", PrimitiveType.LONG);

  /** The schema of the tables. */
  public static final Schema SCHEMA = Schema.builder().rowKeys(List.of(KEY)).build();

  private TestTrees() {}

  /** A root, split at 0 into {@code left} and {@code right}. */
  public static PartitionTree twoLeaves() {
    return new PartitionTree(
        List.of(
            new Partition("root", null, List.of("left", "right"), region(Long.MIN_VALUE, null), 0),
            leaf("left", "root", region(Long.MIN_VALUE, 0L)),
            leaf("right", "root", region(0L, null))));
  }

  /** A leaf of {@link #twoLeaves} after it was split in two, then its children. */
  public static List<Partition> split(Partition leaf) {
    Long min = (Long) leaf.region().range(0).min();
    Long max = (Long) leaf.region().range(0).max();
    long middle = max == null ? 100L : -100L;
    String lower = leaf.id() + "-lower";
    String upper = leaf.id() + "-upper";
    return List.of(
        new Partition(leaf.id(), leaf.parentId(), List.of(lower, upper), leaf.region(), 0),
        leaf(lower, leaf.id(), region(min, middle)),
        leaf(upper, leaf.id(), region(middle, max)));
  }

  private static Partition leaf(String id, String parentId, Region region) {
    return new Partition(id, parentId, List.of(), region, Partition.NO_DIMENSION);
  }

  private static Region region(@Nullable Long min, @Nullable Long max) {
    return new Region(List.of(Range.halfOpen(KEY, min, max)));
  }
}
