package sleeper.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** Writes the input of a workload: {@code MakeWorkload w1 10000000 FILE}. */
public final class MakeWorkload {

  private MakeWorkload() {}

  /** Runs it. */
  public static void main(String[] arguments) throws SQLException {
    Workload workload = Workload.named(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    Path file = Path.of(arguments[2]);
    try (Connection connection = DuckDb.open(Runtime.getRuntime().availableProcessors(), "")) {
      DuckDb.execute(
          connection,
          "COPY ("
              + workload.select(rows)
              + ") TO "
              + DuckDb.quoted(file)
              + " (FORMAT parquet, COMPRESSION snappy)");
    }
  }
}
