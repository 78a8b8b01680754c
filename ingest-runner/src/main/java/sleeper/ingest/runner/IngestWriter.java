package sleeper.ingest.runner;

import java.io.IOException;
import java.util.List;
import sleeper.core.row.Row;
import sleeper.ingest.rows.RowBlockFiller;

/**
 * Takes rows one by one and adds them to a table all at once.
 *
 * <pre>{@code
 * try (IngestWriter writer = factory.writer("readings")) {
 *   for (Reading reading : readings) {
 *     writer.write(Row.of(schema, reading.sensor(), reading.time(), reading.value()));
 *   }
 *   IngestResult result = writer.commit();
 * }
 * }</pre>
 *
 * <p>{@link #commit} publishes; {@link #close} without it abandons everything, so that an exception
 * on the way cannot publish half of the rows. One thread. Memory is bounded by the factory's
 * settings.
 */
public final class IngestWriter implements AutoCloseable {

  private final IngestSession session;
  private final RowBlockFiller filler;

  /** Not after a failure either: half of a row may be in the block. */
  private boolean usable = true;

  IngestWriter(IngestSession session, RowBlockFiller filler) {
    this.session = session;
    this.filler = filler;
  }

  /**
   * Takes a row, copying its values.
   *
   * @throws sleeper.core.error.InvalidInput naming row, column and value of what does not fit the
   *     table; the writer can only be closed then
   * @throws sleeper.core.error.BudgetExceeded if the row, or all rows, are too much for the budgets
   */
  public void write(Row row) throws IOException {
    requireOpen();
    usable = false;
    if (!filler.append(row)) {
      flush();
    }
    usable = true;
  }

  /**
   * Sorts, writes and publishes all rows.
   *
   * @throws sleeper.core.error.CommitRejected if the table was dropped meanwhile; nothing was added
   * @throws sleeper.core.error.CommitStateUnknown if nobody can tell whether the rows were added;
   *     the same job again will find out
   */
  public IngestResult commit() throws IOException {
    requireOpen();
    usable = false;
    if (filler.rows() > 0) {
      flush();
    }
    return session.commit(List.of());
  }

  @Override
  public void close() {
    usable = false;
    session.close();
  }

  private void flush() throws IOException {
    session.add(filler.block(), filler::placeOf);
    filler.clear();
  }

  private void requireOpen() {
    if (!usable) {
      throw new IllegalStateException(
          "The writer has been committed or closed, or a row before did not fit");
    }
  }
}
