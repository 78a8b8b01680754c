package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.order.ValueOrder;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.query.filter.Operator;
import sleeper.query.scan.DataFiles;
import sleeper.query.scan.ScanFiles;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.MemoryDataFiles;
import sleeper.query.testing.RandomTable;
import sleeper.query.testing.RowText;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;

/** Random queries of random tables, compared with a filter and a stable sort over all rows. */
class RandomQueryTest {

  private static final int QUERIES_PER_TABLE = 8;

  /** A query, and which rows it wants by its own words. */
  private record Expectation(Query query, Predicate<Row> wants) {}

  static List<Long> seeds() {
    int tables = Boolean.getBoolean("long") ? 20_000 : 300;
    Random random = new Random(20261121);
    return random.longs(tables).boxed().toList();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldGiveWhatAFilterAndASortOfAllRowsGive(long seed) throws IOException {
    Random random = new Random(seed);
    RandomTable table = new RandomTable(random);
    MemoryDataFiles files = new MemoryDataFiles();
    table.files().forEach(files::put);

    checkQueries(seed, random, table, files);

    assertThat(files.open()).isZero();
  }

  /** Runs random queries of a random table whose files are these. */
  static void checkQueries(long seed, Random random, RandomTable table, DataFiles files)
      throws IOException {
    // With so little memory any two files have to be merged on disk.
    long memoryBytes = random.nextInt(4) > 0 ? 64L << 20 : 60;
    ScanSettings settings =
        new ScanSettings(1 + random.nextInt(40), memoryBytes, TestFiles.temporaryFolder());
    TableQuery queries =
        new TableQuery("random", new TestStates(table.state()), new ScanFiles(files, settings));
    for (int i = 0; i < QUERIES_PER_TABLE; i++) {
      Expectation expectation = randomQuery(random, table);
      List<Row> expected = expectedRows(table, expectation);

      assertThat(RowText.of(rows(queries, expectation.query())))
          .as("seed %d, query %d: %s", seed, i, expectation.query().filter())
          .isEqualTo(RowText.of(expected));
      assertThat(queries.count(expectation.query()))
          .as("seed %d, count %d: %s", seed, i, expectation.query().filter())
          .isEqualTo(expected.size());
    }
  }

  private static List<Row> rows(TableQuery queries, Query query) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (QueryResults results = queries.run(query);
        CloseableIterator<Row> iterator = results.rows()) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<Row> expectedRows(RandomTable table, Expectation expectation) {
    Schema columns = expectation.query().columns();
    return table.rows().stream()
        .filter(expectation.wants())
        .limit(expectation.query().limit())
        .map(row -> project(row, columns))
        .toList();
  }

  private static Row project(Row row, Schema columns) {
    Row projected = Row.of(columns);
    for (Field field : columns.fields()) {
      projected.put(field.name(), row.get(field.name()));
    }
    return projected;
  }

  private static Expectation randomQuery(Random random, RandomTable table) {
    Query.Builder builder = Query.builder(table.schema());
    Predicate<Row> wants = addKeys(random, table, builder);
    for (int i = random.nextInt(3); i > 0; i--) {
      wants = wants.and(addComparison(random, table, builder));
    }
    if (random.nextInt(3) == 0) {
      List<String> names =
          new ArrayList<>(table.schema().fields().stream().map(Field::name).toList());
      Collections.shuffle(names, random);
      builder.columns(names.subList(0, 1 + random.nextInt(names.size())));
    }
    if (random.nextInt(4) == 0) {
      builder.limit(random.nextInt(30));
    }
    return new Expectation(builder.build(), wants);
  }

  private static Predicate<Row> addKeys(Random random, RandomTable table, Query.Builder builder) {
    int keys = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
    Predicate<Row> wants = row -> keys == 0;
    for (int i = 0; i < keys; i++) {
      Predicate<Row> matches = row -> true;
      List<Object> values = new ArrayList<>();
      int size = 1 + random.nextInt(table.schema().keyCount());
      for (int field = 0; field < size; field++) {
        Object value = table.value(table.schema().field(field));
        values.add(value);
        matches = matches.and(comparison(table.schema().field(field), Operator.EQUAL, value));
      }
      builder.key(values.toArray());
      wants = wants.or(matches);
    }
    return wants;
  }

  private static Predicate<Row> addComparison(
      Random random, RandomTable table, Query.Builder builder) {
    Schema schema = table.schema();
    Field field = schema.field(random.nextInt(schema.fields().size()));
    Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
    if (operator.takesValue() && !(field.type() instanceof PrimitiveType)) {
      operator = Operator.IS_NOT_NULL;
    }
    Object operand = operator.takesValue() ? table.value(field) : null;
    builder.where(field.name(), operator, operand);
    return comparison(field, operator, operand);
  }

  private static Predicate<Row> comparison(
      Field field, Operator operator, @Nullable Object operand) {
    return row -> {
      Object value = row.get(field.name());
      if (value == null || operand == null) {
        return operator == (value == null ? Operator.IS_NULL : Operator.IS_NOT_NULL);
      }
      int order = ValueOrder.compare(field.primitiveType(), value, operand);
      return switch (operator) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
        case IS_NULL, IS_NOT_NULL -> throw new IllegalStateException("Handled before");
      };
    };
  }
}
