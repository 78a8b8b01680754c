package sleeper.plan;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.statestore.dynamo.LogBodies;

/**
 * What it costs to begin a run and to commit its files: the requests that
 * docs/design/exactly-once.md describes, with items as large as they are.
 *
 * @param bodyBytes the transaction that adds the files
 * @param beforeBytes the transaction before it
 * @param partitionsBytes the last transaction of the partitions
 * @param shared whether Sleeper writes to the state store as well
 */
record CommitCost(long bodyBytes, long beforeBytes, long partitionsBytes, boolean shared) {

  private static final String ID = "00000000-0000-0000-0000-000000000000";
  private static final String PREFIX =
      "s3a://sleeper-my-instance-table-data-123456789012/00000000/data/run_" + ID + "/";

  /** An entry of the log besides its body: keys, numbers, time, type, job and run. */
  private static final long BESIDES_BODY = 230;

  private static final double WRITE_UNIT_BYTES = 1024;
  private static final double READ_UNIT_BYTES = 4096;
  private static final int TRANSACTIONAL = 2;

  /** In transactions: the intent and the job when a run begins; on an instance of ours a check. */
  private static final int START = 2 * TRANSACTIONAL;

  /** In transactions: the job and its place in the index of jobs, the run, and no intent. */
  private static final int LEDGER = 4 * TRANSACTIONAL;

  /** In transactions: the table, both when a run begins and when it commits. */
  private static final int CHECKS = 2 * TRANSACTIONAL;

  /** In a transaction: the claim of a number, and a check of the intent. */
  private static final int CLAIM = 2 * TRANSACTIONAL;

  private static final double READS_OF_OURS = 6;
  private static final double READS_OF_SHARED = 14;

  /** The cost of committing so many files, after a job of as many or as the first of a table. */
  static CommitCost of(long files, boolean isFirst, EngineSettings settings) {
    long one = bodyBytes(1);
    long each = bodyBytes(2) - one;
    long body = one + (files - 1) * each;
    return new CommitCost(
        body, isFirst ? 0 : body, settings.logs().partitionsBytes(), settings.shared());
  }

  private static long bodyBytes(long files) {
    List<FileReference> references =
        LongStream.range(0, files)
            .mapToObj(
                i ->
                    FileReference.wholeFile(
                        PREFIX + (char) ('a' + i) + ID.substring(1) + "-0.parquet", ID, 100_000))
            .toList();
    AddFilesOrigin origin = new AddFilesOrigin(ID, null, ID, Instant.ofEpochSecond(1_750_000_000));
    return TransactionJson.write(AddFiles.of(origin, references))
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }

  /** Whether the transaction is an object, since it is too large for the log. */
  boolean isLarge() {
    return bodyBytes >= LogBodies.LARGE;
  }

  /** Requests for that object. */
  long puts() {
    return isLarge() ? Uploads.requests((double) bodyBytes) : 0;
  }

  private double writes() {
    return Math.ceil(inLog(bodyBytes) / WRITE_UNIT_BYTES);
  }

  private static double reads(long bytes) {
    return Math.ceil(inLog(bytes) / READ_UNIT_BYTES);
  }

  private static double inLog(long bytes) {
    return (double) (BESIDES_BODY + (bytes >= LogBodies.LARGE ? 0 : bytes));
  }

  /**
   * Of ours all is one transaction, which also checks the last entry of the partitions and the
   * entry before its own.
   */
  double writeUnits() {
    return shared
        ? START + LEDGER + CLAIM + writes()
        : START
            + LEDGER
            + CHECKS
            + TRANSACTIONAL * (writes() + reads(beforeBytes) + reads(partitionsBytes));
  }

  /** What is looked up before and after, with the entry of the job before. */
  double readUnits() {
    return (shared ? READS_OF_SHARED : READS_OF_OURS)
        + reads(beforeBytes)
        - 1
        + reads(partitionsBytes);
  }
}
