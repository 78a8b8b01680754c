package sleeper.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import sleeper.benchmarks.kernels.DeviceRows;
import sleeper.core.row.Row;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestResult;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;

/**
 * Ingests an {@code Iterable<Row>} that makes its rows as it goes, in the shape of workload W1, as
 * a Java program would: {@code IngestRows ROWS FOLDER MEMORY_BYTES THREADS}. Making the rows is
 * part of what is measured from outside.
 */
public final class IngestRows {

  private static final int LEAVES = 64;

  private IngestRows() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    long rows = Long.parseLong(arguments[0]);
    try (SleeperInstance instance = SleeperInstance.init(Path.of(arguments[1]))) {
      instance
          .tables()
          .create(NewTable.named("t", DeviceRows.SCHEMA).withSplitPoints(splitPoints()));
      IngestFactory factory = instance.ingestFactory();
      IngestResult result =
          factory
              .withSettings(
                  factory
                      .settings()
                      .withMemoryBytes(Long.parseLong(arguments[2]))
                      .withThreads(Integer.parseInt(arguments[3])))
              .ingest("t", () -> new Made(rows));
      System.out.printf(
          "%d rows in %d files, %d bytes%n",
          result.rowsWritten(), result.files().size(), result.totals().bytes());
    }
  }

  private static List<Object> splitPoints() {
    List<Object> points = new ArrayList<>();
    for (int i = 1; i < LEAVES; i++) {
      points.add(DeviceRows.splitPoint(i, LEAVES));
    }
    return points;
  }

  /** Rows that are made when they are asked for. */
  private static final class Made implements Iterator<Row> {

    private final DeviceRows source = new DeviceRows(1);
    private long left;

    private Made(long rows) {
      left = rows;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public Row next() {
      if (left == 0) {
        throw new NoSuchElementException();
      }
      left--;
      return source.nextRow();
    }
  }
}
