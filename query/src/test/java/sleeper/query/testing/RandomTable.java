package sleeper.query.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import sleeper.core.key.Key;
import sleeper.core.order.ValueOrder;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;

/**
 * A table with random columns, a random tree and random files: of leaves, of partitions that were
 * split later, and shared by several leaves.
 */
public final class RandomTable {

  private static final List<PrimitiveType> PRIMITIVES =
      List.of(
          PrimitiveType.INT,
          PrimitiveType.LONG,
          PrimitiveType.STRING,
          PrimitiveType.BYTE_ARRAY,
          PrimitiveType.BOOLEAN,
          PrimitiveType.FLOAT,
          PrimitiveType.DOUBLE,
          PrimitiveType.TIMESTAMP,
          PrimitiveType.DATE,
          PrimitiveType.decimal(7, 2),
          PrimitiveType.decimal(30, 5));

  private final Random random;
  private final RandomValues values;
  private final Schema schema;
  private final Map<String, Partition> partitions = new LinkedHashMap<>();
  private final Map<String, List<Row>> files = new LinkedHashMap<>();
  private final List<FileReference> references = new ArrayList<>();

  public RandomTable(Random random) {
    this.random = random;
    values = new RandomValues(random);
    schema = randomSchema();
    growTree();
    addFiles();
  }

  public Schema schema() {
    return schema;
  }

  /** The rows of each file, sorted by its keys. */
  public Map<String, List<Row>> files() {
    return files;
  }

  /** The table's only version. */
  public TestTable state() {
    return new TestTable(1, schema, tree(), references);
  }

  /** All rows of the table in the order in which a query gives them. */
  public List<Row> rows() {
    PartitionTree tree = tree();
    List<Row> rows = new ArrayList<>();
    files.forEach(
        (filename, all) ->
            all.stream().filter(row -> isReferenced(tree, filename, row)).forEach(rows::add));
    rows.sort(keyOrder());
    return rows;
  }

  /** A random value of a field. */
  public Object value(Field field) {
    return values.value(field.type(), schema.indexOf(field.name()) < schema.keyCount());
  }

  private boolean isReferenced(PartitionTree tree, String filename, Row row) {
    return references.stream()
        .filter(reference -> reference.filename().equals(filename))
        .anyMatch(each -> isIn(tree, tree.partition(each.partitionId()), row));
  }

  private boolean isIn(PartitionTree tree, Partition partition, Row row) {
    Partition leaf = tree.leafOf(keyOf(row));
    return leaf.id().equals(partition.id())
        || tree.ancestorsOf(leaf).stream().anyMatch(each -> each.id().equals(partition.id()));
  }

  private Key keyOf(Row row) {
    return Key.ofValues(IntStream.range(0, schema.rowKeyCount()).mapToObj(row::get).toList());
  }

  private Comparator<Row> keyOrder() {
    Comparator<Row> order = (left, right) -> 0;
    for (int i = 0; i < schema.keyCount(); i++) {
      int field = i;
      order =
          order.thenComparing(
              row -> row.get(field),
              (left, right) ->
                  ValueOrder.compare(schema.field(field).primitiveType(), left, right));
    }
    return order;
  }

  private Schema randomSchema() {
    Schema.Builder builder = Schema.builder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      builder.rowKey("key" + i, primitive());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      builder.sortKey("sort" + i, primitive());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      builder.value("value" + i, primitive());
      builder.nullableValue("optional" + i, primitive());
    }
    builder.nullableValue("list", new ListType(primitive()));
    builder.value("map", new MapType(PrimitiveType.STRING, primitive()));
    return builder.build();
  }

  private PrimitiveType primitive() {
    return PRIMITIVES.get(random.nextInt(PRIMITIVES.size()));
  }

  private void growTree() {
    Region everything = new Region(schema.rowKeyFields().stream().map(Range::all).toList());
    put(new Partition("root", null, List.of(), everything, Partition.NO_DIMENSION));
    for (int i = random.nextInt(8); i > 0; i--) {
      List<Partition> leaves = partitions.values().stream().filter(Partition::isLeaf).toList();
      split(leaves.get(random.nextInt(leaves.size())), random.nextInt(schema.rowKeyCount()));
    }
  }

  private void split(Partition leaf, int dimension) {
    Range range = leaf.region().range(dimension);
    Object point = values.value(range.field().type(), true);
    boolean isEdge =
        range.min() != null
            && ValueOrder.compare(range.field().primitiveType(), range.min(), point) == 0;
    if (isEdge || !range.contains(point)) {
      return;
    }
    Range lower = Range.halfOpen(range.field(), range.min(), point);
    Range upper = Range.halfOpen(range.field(), point, range.max());
    String id = leaf.id();
    put(child(leaf, id + "l", dimension, lower));
    put(child(leaf, id + "r", dimension, upper));
    put(new Partition(id, leaf.parentId(), List.of(id + "l", id + "r"), leaf.region(), dimension));
  }

  private static Partition child(Partition parent, String id, int dimension, Range range) {
    List<Range> ranges = new ArrayList<>(parent.region().ranges());
    ranges.set(dimension, range);
    return new Partition(id, parent.id(), List.of(), new Region(ranges), Partition.NO_DIMENSION);
  }

  private void put(Partition partition) {
    partitions.put(partition.id(), partition);
  }

  private PartitionTree tree() {
    return new PartitionTree(partitions.values());
  }

  private void addFiles() {
    PartitionTree tree = tree();
    for (int i = random.nextInt(12); i > 0; i--) {
      // Later files have names that sort before those of earlier ones.
      String filename = "file" + (char) ('a' + i);
      if (random.nextInt(3) == 0) {
        addSharedFile(tree, filename);
      } else {
        addFile(tree, filename);
      }
    }
  }

  private void addFile(PartitionTree tree, String filename) {
    List<Partition> all = List.copyOf(tree.all());
    Partition partition = all.get(random.nextInt(all.size()));
    List<Row> rows = randomRows().stream().filter(row -> isIn(tree, partition, row)).toList();
    files.put(filename, rows);
    boolean isApproximate = random.nextInt(4) == 0;
    long count = isApproximate ? rows.size() + 5L : rows.size();
    references.add(new FileReference(filename, partition.id(), count, null, isApproximate, true));
  }

  private void addSharedFile(PartitionTree tree, String filename) {
    List<Row> rows = randomRows();
    files.put(filename, rows);
    for (Partition leaf : tree.leaves()) {
      if (random.nextInt(3) > 0) {
        long count = rows.stream().filter(row -> isIn(tree, leaf, row)).count();
        references.add(new FileReference(filename, leaf.id(), count, null, false, false));
      }
    }
  }

  private List<Row> randomRows() {
    List<Row> rows = new ArrayList<>();
    for (int i = random.nextInt(80); i > 0; i--) {
      Row row = Row.of(schema);
      for (int field = 0; field < schema.fields().size(); field++) {
        row.put(field, values.value(schema.field(field), field < schema.keyCount()));
      }
      rows.add(row);
    }
    rows.sort(keyOrder());
    return rows;
  }
}
