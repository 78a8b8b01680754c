package sleeper.ingest.pipeline;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import sleeper.core.schema.Type;

/** A schema, a partition tree and rows, all at random; the same for the same seed. */
final class RandomJob {

  private static final List<PrimitiveType> TYPES =
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
          PrimitiveType.decimal(9, 2),
          PrimitiveType.decimal(30, 4));

  private final Random random;
  private final int spread;
  private final String prefix;

  RandomJob(long seed) {
    random = new Random(seed);
    spread = random.nextBoolean() ? 5 : 1_000_000;
    prefix = "p".repeat(random.nextInt(3) * 7);
  }

  Schema schema() {
    Schema.Builder builder = Schema.builder();
    int rowKeys = 1 + random.nextInt(3);
    for (int i = 0; i < rowKeys; i++) {
      builder.rowKey("key" + i, primitive());
    }
    int sortKeys = random.nextInt(3);
    for (int i = 0; i < sortKeys; i++) {
      builder.sortKey("sort" + i, primitive());
    }
    int values = random.nextInt(5);
    for (int i = 0; i < values; i++) {
      Type type = type();
      if (random.nextBoolean()) {
        builder.nullableValue("value" + i, type);
      } else {
        builder.value("value" + i, type);
      }
    }
    return builder.value("position", PrimitiveType.LONG).build();
  }

  PartitionTree tree(Schema schema, int splits) {
    List<Partition> partitions = new ArrayList<>();
    List<Range> all = new ArrayList<>();
    schema.rowKeyFields().forEach(field -> all.add(Range.all(field)));
    split(schema, "p", null, new Region(all), splits, partitions);
    return new PartitionTree(partitions);
  }

  private void split(
      Schema schema,
      String id,
      String parent,
      Region region,
      int splits,
      List<Partition> partitions) {
    int dimension = random.nextInt(schema.rowKeyCount());
    Field field = schema.field(dimension);
    Object point = value(field.primitiveType());
    Range range = region.range(dimension);
    boolean inside =
        range.contains(point)
            && (range.min() == null
                || ValueOrder.compare(field.primitiveType(), range.min(), point) != 0);
    if (splits == 0 || !inside) {
      partitions.add(new Partition(id, parent, List.of(), region, Partition.NO_DIMENSION));
      return;
    }
    partitions.add(new Partition(id, parent, List.of(id + "l", id + "u"), region, dimension));
    int left = random.nextInt(splits);
    Region lower = with(region, dimension, Range.halfOpen(field, range.min(), point));
    Region upper = with(region, dimension, Range.halfOpen(field, point, range.max()));
    split(schema, id + "l", id, lower, left, partitions);
    split(schema, id + "u", id, upper, splits - 1 - left, partitions);
  }

  private static Region with(Region region, int dimension, Range range) {
    List<Range> ranges = new ArrayList<>(region.ranges());
    ranges.set(dimension, range);
    return new Region(ranges);
  }

  /** Rows whose last field is their position. */
  List<Row> rows(Schema schema, int count) {
    List<Row> rows = new ArrayList<>();
    int fields = schema.fields().size();
    for (int i = 0; i < count; i++) {
      Row row = Row.of(schema);
      for (int field = 0; field < fields - 1; field++) {
        boolean isNull = schema.field(field).nullable() && random.nextInt(4) == 0;
        row.put(field, isNull ? null : anyValue(schema.field(field).type()));
      }
      rows.add(row.put(fields - 1, (long) i));
    }
    return rows;
  }

  /** What must come out: the rows of each leaf, sorted, those with equal keys as they came. */
  static Map<String, List<Row>> expected(Schema schema, PartitionTree tree, List<Row> rows) {
    Map<String, List<Row>> byLeaf = new LinkedHashMap<>();
    for (Row row : rows) {
      List<Object> key = new ArrayList<>();
      for (int i = 0; i < schema.rowKeyCount(); i++) {
        key.add(row.get(i));
      }
      String leaf = tree.leafOf(Key.ofValues(key)).id();
      byLeaf.computeIfAbsent(leaf, unused -> new ArrayList<>()).add(row);
    }
    byLeaf.values().forEach(list -> list.sort((left, right) -> compare(schema, left, right)));
    return byLeaf;
  }

  /** The order of rows by their keys. */
  static Comparator<Row> order(Schema schema) {
    return (left, right) -> compare(schema, left, right);
  }

  private static int compare(Schema schema, Row left, Row right) {
    for (int i = 0; i < schema.keyCount(); i++) {
      int order = ValueOrder.compare(schema.field(i).primitiveType(), left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private PrimitiveType primitive() {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  private Type type() {
    return switch (random.nextInt(6)) {
      case 0 -> new ListType(primitive());
      case 1 -> new MapType(primitive(), primitive());
      case 2 -> PrimitiveType.STRING;
      default -> primitive();
    };
  }

  private Object anyValue(Type type) {
    if (type instanceof ListType list) {
      int size = random.nextInt(5);
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        elements.add(value(list.element()));
      }
      return elements;
    }
    if (type instanceof MapType map) {
      return random.nextInt(3) == 0
          ? Map.of()
          : Collections.singletonMap(value(map.key()), value(map.value()));
    }
    return value((PrimitiveType) type);
  }

  private Object value(PrimitiveType type) {
    int number = random.nextInt(spread) - spread / 2;
    return switch (type.kind()) {
      case INT -> random.nextInt(9) == 0 ? random.nextInt() : (Object) number;
      case LONG -> random.nextInt(9) == 0 ? random.nextLong() : (Object) (long) number;
      case STRING -> text(number);
      case BYTE_ARRAY -> bytes(number);
      case BOOLEAN -> number > 0;
      case FLOAT -> number * 0.5f;
      case DOUBLE -> number * 1e100;
      case TIMESTAMP -> Instant.ofEpochSecond(number, random.nextInt(3));
      case DATE -> LocalDate.ofEpochDay(number);
      case DECIMAL ->
          new BigDecimal(
              BigInteger.valueOf(number)
                  .multiply(type.precision() > 18 ? BigInteger.TEN.pow(17) : BigInteger.ONE),
              type.scale());
    };
  }

  private Object text(int number) {
    return switch (random.nextInt(12)) {
      case 0 -> "";
      case 1 -> prefix;
      case 2 -> prefix + "\0".repeat(random.nextInt(4));
      case 3 -> prefix + "\u00e9\ud83d\ude00" + number;
      case 4 -> "x".repeat(random.nextInt(600)) + number;
      default -> prefix + number;
    };
  }

  private byte[] bytes(int number) {
    byte[] bytes = new byte[random.nextInt(12)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (number >> (i % 4 * 8));
    }
    return bytes;
  }
}
