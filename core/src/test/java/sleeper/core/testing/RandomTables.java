package sleeper.core.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.Key;
import sleeper.core.order.ValueBounds;
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
import sleeper.core.schema.Type;

/** Random schemas, rows and partition trees. */
public final class RandomTables {

  private static final int NULL_ONE_IN = 4;

  private final RandomValues values;

  public RandomTables(RandomValues values) {
    this.values = values;
  }

  /** One to three row keys, up to two sort keys, up to six value fields, some nullable. */
  public Schema schema() {
    Schema.Builder schema = Schema.builder();
    for (int i = 1 + below(3); i > 0; i--) {
      schema.rowKey("row" + i, primitive());
    }
    for (int i = below(3); i > 0; i--) {
      schema.sortKey("sort" + i, primitive());
    }
    for (int i = below(7); i > 0; i--) {
      Type type = type();
      if (values.random().nextBoolean()) {
        schema.nullableValue("value" + i, type);
      } else {
        schema.value("value" + i, type);
      }
    }
    return schema.build();
  }

  /** A row that can be ingested: keys that keys can be, nulls where they are allowed. */
  public Row row(Schema schema) {
    Row row = Row.of(schema);
    for (int i = 0; i < schema.fields().size(); i++) {
      Field field = schema.field(i);
      row.put(i, i < schema.keyCount() ? values.keyValue(field.primitiveType()) : value(field));
    }
    return row;
  }

  /** Row keys that a row of the schema can have. */
  public Key rowKeys(Schema schema) {
    List<Object> keys = new ArrayList<>();
    schema.rowKeyFields().forEach(field -> keys.add(values.keyValue(field.primitiveType())));
    return Key.ofValues(keys);
  }

  /** A tree that was split a number of times at most, in random leaves and dimensions. */
  public PartitionTree tree(Schema schema, int splits) {
    Map<String, Partition> partitions = new LinkedHashMap<>();
    Deque<Partition> leaves = new ArrayDeque<>();
    leaves.add(leaf("root", null, Region.all(schema)));
    for (int i = 0; i < splits; i++) {
      Partition leaf = leaves.remove();
      List<Partition> children = split(schema, leaf);
      if (children.isEmpty()) {
        leaves.add(leaf);
        continue;
      }
      partitions.put(leaf.id(), asParent(leaf, children));
      children.forEach(values.random().nextBoolean() ? leaves::addFirst : leaves::addLast);
    }
    leaves.forEach(leaf -> partitions.put(leaf.id(), leaf));
    return new PartitionTree(partitions.values());
  }

  private @Nullable Object value(Field field) {
    if (field.nullable() && below(NULL_ONE_IN) == 0) {
      return null;
    }
    if (field.type() instanceof ListType list) {
      List<Object> elements = new ArrayList<>();
      for (int i = below(4); i > 0; i--) {
        elements.add(values.value(list.element()));
      }
      return elements;
    }
    if (field.type() instanceof MapType map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = below(4); i > 0; i--) {
        entries.put(values.value(map.key()), values.value(map.value()));
      }
      return entries;
    }
    return values.value(field.primitiveType());
  }

  private Type type() {
    return switch (below(5)) {
      case 0 -> new ListType(primitive());
      case 1 -> new MapType(primitive(), primitive());
      default -> primitive();
    };
  }

  private PrimitiveType primitive() {
    return RandomValues.TYPES.get(below(RandomValues.TYPES.size()));
  }

  /** Two children that meet at a random point; none where the point leaves no room on a side. */
  private List<Partition> split(Schema schema, Partition leaf) {
    int dimension = below(schema.rowKeyCount());
    Field field = schema.field(dimension);
    Object point = values.keyValue(field.primitiveType());
    Range range = leaf.region().range(dimension);
    boolean atStart =
        range.min() == null
            ? ValueBounds.isMinimum(field.primitiveType(), point)
            : ValueOrder.compare(field.primitiveType(), range.min(), point) == 0;
    if (atStart || !range.contains(point)) {
      return List.of();
    }
    Range lower = Range.halfOpen(field, range.min(), point);
    Range upper = Range.halfOpen(field, point, range.max());
    return List.of(
        leaf(leaf.id() + dimension + "L", leaf.id(), leaf.region().withRange(dimension, lower)),
        leaf(leaf.id() + dimension + "R", leaf.id(), leaf.region().withRange(dimension, upper)));
  }

  private static Partition asParent(Partition leaf, List<Partition> children) {
    int dimension = children.get(0).id().charAt(leaf.id().length()) - '0';
    List<String> ids = children.stream().map(Partition::id).toList();
    return new Partition(leaf.id(), leaf.parentId(), ids, leaf.region(), dimension);
  }

  private static Partition leaf(String id, @Nullable String parentId, Region region) {
    return new Partition(id, parentId, List.of(), region, Partition.NO_DIMENSION);
  }

  private int below(int bound) {
    return values.random().nextInt(bound);
  }
}
