package sleeper.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What a DuckDB script does for the same job, as a whole table in one sorted file: {@code
 * SortWithDuckDb w1 IN OUT THREADS MEMORY LEVEL}.
 */
public final class SortWithDuckDb {

  private SortWithDuckDb() {}

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException {
    Workload workload = Workload.named(arguments[0]);
    Path in = Path.of(arguments[1]);
    Path out = Path.of(arguments[2]);
    try (Connection connection = DuckDb.open(Integer.parseInt(arguments[3]), arguments[4])) {
      DuckDb.execute(
          connection, "SET temp_directory = " + DuckDb.quoted(out.resolveSibling("tmp")));
      DuckDb.execute(
          connection,
          "COPY (SELECT * FROM read_parquet("
              + DuckDb.quoted(in)
              + ") ORDER BY "
              + workload.orderBy()
              + ") TO "
              + DuckDb.quoted(out)
              + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL "
              + Integer.parseInt(arguments[5])
              + ")");
    }
  }
}
