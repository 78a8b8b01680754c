package sleeper.core.ingest;

/**
 * What a run read and wrote; rows read = written + rejected + filtered.
 *
 * @param rowsRead rows taken from the source
 * @param rowsWritten rows in the files it committed
 * @param rowsRejected rows set aside as bad
 * @param rowsFiltered rows left out on purpose
 * @param files data files it committed
 * @param bytes bytes of those files
 */
public record RunTotals(
    long rowsRead, long rowsWritten, long rowsRejected, long rowsFiltered, long files, long bytes) {

  public RunTotals {
    if (rowsRead != rowsWritten + rowsRejected + rowsFiltered) {
      throw new IllegalArgumentException(
          "Rows are lost: read="
              + rowsRead
              + ", written="
              + rowsWritten
              + ", rejected="
              + rowsRejected
              + ", filtered="
              + rowsFiltered);
    }
  }
}
