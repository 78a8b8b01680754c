package sleeper.ingest.pipeline;

import java.nio.file.Path;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;

/**
 * How a pipeline works.
 *
 * @param schema the fields of all blocks
 * @param tree the partitions whose leaves the rows belong to
 * @param memoryBytes the budget for everything: blocks, sorting, encoding, and the source
 * @param sourceBytes how much of the budget the source of the blocks takes while they are read
 * @param diskBytes the most bytes that spill files may have at once; 0 for no spill files
 * @param spillDirectory an existing folder for spill files
 * @param threads how many threads may work at once, the caller's included
 * @param rowGroupRows the most rows of a row group
 * @param rowGroupBytes about the most bytes of a row group before compression; less where the
 *     memory budget asks for it
 * @param fullPolicy what to do when memory and disk are full
 */
public record PipelineSettings(
    Schema schema,
    PartitionTree tree,
    long memoryBytes,
    long sourceBytes,
    long diskBytes,
    Path spillDirectory,
    int threads,
    int rowGroupRows,
    long rowGroupBytes,
    FullPolicy fullPolicy) {

  /** The smallest memory budget besides what the source takes. */
  public static final long MIN_MEMORY_BYTES = 1L << 20;

  public PipelineSettings {
    if (memoryBytes - sourceBytes < MIN_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "The memory budget must be "
              + MIN_MEMORY_BYTES
              + " bytes more than the source takes: memoryBytes="
              + memoryBytes
              + ", sourceBytes="
              + sourceBytes);
    }
    if (threads < 1 || rowGroupRows < 1 || rowGroupBytes < 1 || diskBytes < 0 || sourceBytes < 0) {
      throw new IllegalArgumentException(
          "Threads and row groups are at least 1, budgets at least 0: threads="
              + threads
              + ", rowGroupRows="
              + rowGroupRows
              + ", rowGroupBytes="
              + rowGroupBytes
              + ", diskBytes="
              + diskBytes
              + ", sourceBytes="
              + sourceBytes);
    }
  }

  /** Starts settings with the defaults: 256 MiB, unlimited disk, all processors. */
  public static Builder builder(Schema schema, PartitionTree tree, Path spillDirectory) {
    return new Builder(schema, tree, spillDirectory);
  }

  /** Collects settings. */
  public static final class Builder {

    private final Schema schema;
    private final PartitionTree tree;
    private final Path spillDirectory;
    private long memoryBytes = 256L << 20;
    private long sourceBytes;
    private long diskBytes = Long.MAX_VALUE;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int rowGroupRows = 1_000_000;
    private long rowGroupBytes = 128L << 20;
    private FullPolicy fullPolicy = FullPolicy.REFUSE;

    private Builder(Schema schema, PartitionTree tree, Path spillDirectory) {
      this.schema = schema;
      this.tree = tree;
      this.spillDirectory = spillDirectory;
    }

    /** Sets {@link PipelineSettings#memoryBytes}. */
    public Builder memoryBytes(long bytes) {
      memoryBytes = bytes;
      return this;
    }

    /** Sets {@link PipelineSettings#sourceBytes}. */
    public Builder sourceBytes(long bytes) {
      sourceBytes = bytes;
      return this;
    }

    /** Sets {@link PipelineSettings#diskBytes}. */
    public Builder diskBytes(long bytes) {
      diskBytes = bytes;
      return this;
    }

    /** Sets {@link PipelineSettings#threads}. */
    public Builder threads(int count) {
      threads = count;
      return this;
    }

    /** Sets {@link PipelineSettings#rowGroupRows}. */
    public Builder rowGroupRows(int rows) {
      rowGroupRows = rows;
      return this;
    }

    /** Sets {@link PipelineSettings#rowGroupBytes}. */
    public Builder rowGroupBytes(long bytes) {
      rowGroupBytes = bytes;
      return this;
    }

    /** Sets {@link PipelineSettings#fullPolicy}. */
    public Builder fullPolicy(FullPolicy policy) {
      fullPolicy = policy;
      return this;
    }

    /**
     * Checks and makes the settings.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    public PipelineSettings build() {
      return new PipelineSettings(
          schema,
          tree,
          memoryBytes,
          sourceBytes,
          diskBytes,
          spillDirectory,
          threads,
          rowGroupRows,
          rowGroupBytes,
          fullPolicy);
    }
  }
}
