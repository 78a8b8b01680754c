package sleeper.ingest.output;

import java.io.IOException;

/**
 * Makes the data files of a run. Thread-safe: leaves are finished in parallel.
 *
 * <p>What was finished and is not wanted after a failure is the owner's to delete: it knows the
 * run's prefix.
 */
public interface FileSink {

  /**
   * Starts a data file.
   *
   * @param partitionId the leaf partition that all its rows belong to
   * @param number which of the leaf's files this is, from 0; above 0 only after a flush
   * @param rows how many rows it will have, exactly
   * @throws IOException if the file cannot be made
   */
  LeafFile create(String partitionId, int number, long rows) throws IOException;

  /**
   * About how much memory one open file takes besides the compressed row group that it holds: page,
   * compression and upload buffers.
   */
  long memoryBytesPerFile();
}
