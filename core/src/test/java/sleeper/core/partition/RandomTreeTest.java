package sleeper.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.json.Json;
import sleeper.core.key.Key;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Schema;
import sleeper.core.testing.RandomTables;
import sleeper.core.testing.RandomValues;

class RandomTreeTest {

  private static final int TABLES = 100;

  private final RandomValues values = new RandomValues("RandomTreeTest");
  private final RandomTables tables = new RandomTables(values);

  @Test
  void shouldHoldEveryKeyInExactlyOneLeaf() {
    int leaves = 0;
    for (int i = 0; i < TABLES; i++) {
      Schema schema = tables.schema();
      PartitionTree tree = tables.tree(schema, 40);
      leaves += tree.leaves().size();
      PartitionTreeCheck.check(schema, tree);
      for (int j = 0; j < 50; j++) {
        Key key = tables.rowKeys(schema);
        assertThat(tree.leaves().stream().filter(leaf -> leaf.region().contains(key)))
            .containsExactly(tree.leafOf(key));
      }
    }
    assertThat(leaves).isGreaterThan(5 * TABLES);
  }

  @Test
  void shouldFindEveryLeafThatHasAKeyOfARegion() {
    for (int i = 0; i < TABLES; i++) {
      Schema schema = tables.schema();
      PartitionTree tree = tables.tree(schema, 40);
      Region region = randomRegion(schema);
      List<Partition> found = tree.leavesOverlapping(region);

      assertThat(found)
          .isEqualTo(
              tree.leaves().stream().filter(leaf -> leaf.region().overlaps(region)).toList());
      for (int j = 0; j < 50; j++) {
        Key key = tables.rowKeys(schema);
        if (region.contains(key)) {
          assertThat(found).contains(tree.leafOf(key));
        }
      }
    }
  }

  @Test
  void shouldReadBackAnyTree() {
    for (int i = 0; i < TABLES; i++) {
      Schema schema = tables.schema();
      PartitionTree tree = tables.tree(schema, 20);
      List<Partition> read = new ArrayList<>();
      for (Partition partition : tree.all()) {
        String json = Json.compact(PartitionJson.toNode(partition));
        read.add(PartitionJson.read(schema, Json.parse("partition", json)));
      }
      assertThat(read).containsExactlyElementsOf(tree.all());
    }
  }

  private Region randomRegion(Schema schema) {
    Key low = tables.rowKeys(schema);
    Key high = tables.rowKeys(schema);
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < schema.rowKeyCount(); i++) {
      boolean inclusive = values.random().nextBoolean();
      ranges.add(new Range(schema.field(i), low.get(i), inclusive, high.get(i), !inclusive));
    }
    return new Region(ranges);
  }
}
