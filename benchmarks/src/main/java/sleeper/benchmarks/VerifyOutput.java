package sleeper.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that files hold the rows of the input, in order: {@code VerifyOutput w1 IN OUT}, where OUT
 * is a file, or a folder with files whose key ranges follow each other.
 *
 * <p>DuckDB reads both sides. Rows are compared by their number and the sum of a hash over all
 * their columns, which no other rows are likely to have. Exits with 1 if something is wrong.
 */
public final class VerifyOutput {

  private VerifyOutput() {}

  private record Contents(long rows, String hash) {}

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException, IOException {
    Workload workload = Workload.named(arguments[0]);
    String in = DuckDb.quoted(Path.of(arguments[1]));
    List<Path> found = parquetFiles(Path.of(arguments[2]));
    String out = found.stream().map(DuckDb::quoted).collect(Collectors.joining(", ", "[", "]"));
    try (Connection connection = DuckDb.open(Runtime.getRuntime().availableProcessors(), "")) {
      List<Path> files = inKeyOrder(connection, workload, out);
      Contents expected = contents(connection, workload, in);
      Contents actual = contents(connection, workload, out);
      long disorder = disorder(connection, workload, files);
      boolean right = expected.equals(actual) && disorder == 0;
      System.out.printf(
          "%s: %d files, %d rows, hash %s, %d rows out of order%n",
          right ? "right" : "WRONG", files.size(), actual.rows, actual.hash, disorder);
      if (!right) {
        System.out.printf("expected %d rows, hash %s%n", expected.rows, expected.hash);
        System.exit(1);
      }
    }
  }

  private static List<Path> parquetFiles(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    }
  }

  private static List<Path> inKeyOrder(Connection connection, Workload workload, String files)
      throws SQLException {
    String sql =
        "SELECT filename FROM read_parquet(%s, filename = true) GROUP BY filename ORDER BY min(ROW(%s))"
            .formatted(files, workload.orderBy());
    List<Path> ordered = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        ordered.add(Path.of(result.getString(1)));
      }
    }
    return ordered;
  }

  private static Contents contents(Connection connection, Workload workload, String files)
      throws SQLException {
    String sql =
        "SELECT count(*), sum(hash(%s)::HUGEINT) FROM read_parquet(%s)"
            .formatted(workload.comparedColumns(), files);
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return new Contents(result.getLong(1), result.getString(2));
    }
  }

  /** Rows whose key is less than that of the row before, over all files one after another. */
  private static long disorder(Connection connection, Workload workload, List<Path> files)
      throws SQLException {
    long rows = 0;
    for (Path file : files) {
      rows += disorderWithin(connection, workload, DuckDb.quoted(file));
    }
    for (int i = 1; i < files.size(); i++) {
      rows += disorderBetween(connection, workload, files.get(i - 1), files.get(i));
    }
    return rows;
  }

  /** A window without an order is over the rows as they stand in the file. */
  private static long disorderWithin(Connection connection, Workload workload, String file)
      throws SQLException {
    return count(
        connection,
        """
        SELECT count(*) FROM (
          SELECT ROW(%1$s) AS key, lag(ROW(%1$s)) OVER () AS previous FROM read_parquet(%2$s))
        WHERE key < previous"""
            .formatted(workload.orderBy(), file));
  }

  private static long disorderBetween(
      Connection connection, Workload workload, Path lower, Path upper) throws SQLException {
    return count(
        connection,
        """
        SELECT count(*) WHERE (SELECT max(ROW(%1$s)) FROM read_parquet(%2$s))
          > (SELECT min(ROW(%1$s)) FROM read_parquet(%3$s))"""
            .formatted(workload.orderBy(), DuckDb.quoted(lower), DuckDb.quoted(upper)));
  }

  private static long count(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
