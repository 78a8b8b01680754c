package sleeper.instance.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.schema.MessageType;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.parquet.read.ParquetFooter;
import sleeper.parquet.schema.ParquetSchemas;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;
import sleeper.storage.local.LocalSourceFiles;

/** A table that is made for a real file, beside DuckDB that reads the same files. */
final class RealTable {

  static final String NAME = "real";

  /**
   * A column with nulls, of which the statistics of its file say that there are none. DuckDB
   * believes them and shows other bytes in their place; parquet-java does not.
   */
  static final String WITH_WRONG_STATISTICS = "tailnum";

  private static final Set<PrimitiveType> SPLIT_AT =
      Set.of(
          PrimitiveType.INT,
          PrimitiveType.LONG,
          PrimitiveType.DOUBLE,
          PrimitiveType.DATE,
          PrimitiveType.STRING);

  private final SleeperInstance instance;
  private final Connection duck;

  RealTable(SleeperInstance instance) throws SQLException {
    this.instance = instance;
    duck = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duck.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
  }

  /** The schema of a file. */
  static MessageType message(Path file) throws IOException {
    LocalSourceFiles sources = new LocalSourceFiles();
    SourceFile source = sources.find(List.of(file.toString()), ".parquet").get(0);
    try (ReadableObject opened = sources.open(source)) {
      return ParquetFooter.read(opened).schema();
    }
  }

  /** Makes a table with four leaves, as far as the first row key has values for that. */
  void create(Path file, List<String> rowKeys, List<String> sortKeys)
      throws IOException, SQLException {
    Schema schema = ParquetSchemas.infer(message(file), rowKeys, sortKeys);
    instance.tables().create(NewTable.named(NAME, schema).withSplitPoints(quartiles(file, schema)));
  }

  void create(Schema schema, List<?> splitPoints) {
    instance.tables().create(NewTable.named(NAME, schema).withSplitPoints(splitPoints));
  }

  IngestResult ingest(Path file) throws IOException {
    return instance.ingestFactory().ingestFiles(NAME, List.of(file.toString()));
  }

  Schema schema() {
    return instance.tables().find(NAME).schema();
  }

  int leaves() {
    return instance.tables().find(NAME).state().partitions().leaves().size();
  }

  void forEachRow(Consumer<Row> consumer) throws IOException {
    TableQuery query = instance.query(NAME);
    try (QueryResults results = query.run(query.query().build());
        CloseableIterator<Row> rows = results.rows()) {
      rows.forEachRemaining(consumer);
    }
  }

  /** The table has the rows of the file, each as often, as DuckDB reads both. */
  void assertHasTheRowsOf(Path source) throws IOException, SQLException {
    List<String> files = new ArrayList<>();
    instance
        .tables()
        .files(NAME, OptionalLong.empty())
        .forEach(file -> files.add("'" + file.path() + "'"));
    String ours = "read_parquet([" + String.join(", ", files) + "])";
    String theirs = "read_parquet('" + source + "')";
    String columns =
        schema().fields().stream()
            .filter(field -> !field.name().equals(WITH_WRONG_STATISTICS))
            .map(RealTable::comparable)
            .collect(Collectors.joining(", "));
    for (String[] pair : List.of(new String[] {ours, theirs}, new String[] {theirs, ours})) {
      assertThat(
              number(
                  "SELECT count(*) FROM (SELECT %s FROM %s EXCEPT ALL SELECT %s FROM %s)"
                      .formatted(columns, pair[0], columns, pair[1])))
          .as("rows of %s that are not in %s", pair[0], pair[1])
          .isZero();
    }
  }

  long number(String sql) throws SQLException {
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Removes the table and every file of it. */
  void drop() {
    instance.tables().drop(NAME);
  }

  /** Nothing of a refused job is there. */
  void assertEmpty() throws IOException {
    assertThat(instance.tables().find(NAME).rows()).isZero();
    assertThat(instance.jobs(NAME, 10)).isEmpty();
    String id = instance.tables().find(NAME).id();
    assertThat(Path.of(instance.location()).resolve("data").resolve(id)).doesNotExist();
    try (Stream<Path> spilled = Files.list(Path.of(instance.location()).resolve("tmp"))) {
      assertThat(spilled).isEmpty();
    }
  }

  private static String comparable(Field field) {
    String name = '"' + field.name() + '"';
    return field.type().equals(PrimitiveType.TIMESTAMP) ? name + "::TIMESTAMPTZ" : name;
  }

  private List<Object> quartiles(Path file, Schema schema) throws SQLException {
    Field key = schema.rowKeyFields().get(0);
    List<Object> points = new ArrayList<>();
    if (!SPLIT_AT.contains(key.primitiveType())) {
      return points;
    }
    String sql =
        "SELECT DISTINCT unnest(quantile_disc(\"%s\", [0.25, 0.5, 0.75])) AS point"
            + " FROM read_parquet('%s') ORDER BY point";
    try (Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql.formatted(key.name(), file))) {
      while (result.next()) {
        points.add(value(result, key.primitiveType()));
      }
    }
    return points;
  }

  private static Object value(ResultSet result, PrimitiveType type) throws SQLException {
    return switch (type.kind()) {
      case INT -> result.getInt(1);
      case LONG -> result.getLong(1);
      case DOUBLE -> result.getDouble(1);
      case DATE -> result.getObject(1, Date.class).toLocalDate();
      case STRING -> result.getString(1);
      default -> throw new SQLException("Not a key to split at: " + type);
    };
  }
}
