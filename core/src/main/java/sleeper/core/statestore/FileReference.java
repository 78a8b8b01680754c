package sleeper.core.statestore;

import org.jspecify.annotations.Nullable;

/**
 * Says that a data file holds rows of a partition.
 *
 * @param filename the file, as {@link sleeper.core.storage.ObjectStore#filenameOf} names it
 * @param partitionId the partition; a file has at most one reference in each
 * @param numberOfRows how many of the file's rows lie in the partition
 * @param jobId the compaction job that has claimed the reference, or null
 * @param countApproximate whether {@code numberOfRows} is an estimate
 * @param onlyContainsDataForThisPartition whether all rows of the file lie in the partition
 */
public record FileReference(
    String filename,
    String partitionId,
    long numberOfRows,
    @Nullable String jobId,
    boolean countApproximate,
    boolean onlyContainsDataForThisPartition) {

  /** A reference to a file whose rows all lie in one partition, with their exact number. */
  public static FileReference wholeFile(String filename, String partitionId, long numberOfRows) {
    return new FileReference(filename, partitionId, numberOfRows, null, false, true);
  }
}
