package sleeper.ingest.spill;

import java.util.Arrays;

/**
 * Where the slices of one spill are in the file: those of each partition one after another. Grown
 * by one thread, then read by many.
 */
final class SpillIndex {

  private final int[] ends;
  private long[] positions = new long[16];
  private int[] lengths = new int[16];
  private int[] checksums = new int[16];
  private int count;

  SpillIndex(int partitions) {
    ends = new int[partitions];
  }

  /** Adds a slice of a partition; partitions come in order. */
  void add(long position, int length, int checksum) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, count * 2);
      lengths = Arrays.copyOf(lengths, count * 2);
      checksums = Arrays.copyOf(checksums, count * 2);
    }
    positions[count] = position;
    lengths[count] = length;
    checksums[count++] = checksum;
  }

  /** Says that a partition has all its slices. */
  void close(int partition) {
    ends[partition] = count;
  }

  /** The first slice of a partition. */
  int first(int partition) {
    return partition == 0 ? 0 : ends[partition - 1];
  }

  /** The slice after the last one of a partition. */
  int after(int partition) {
    return ends[partition];
  }

  long position(int slice) {
    return positions[slice];
  }

  int length(int slice) {
    return lengths[slice];
  }

  int checksum(int slice) {
    return checksums[slice];
  }

  /** The bytes of memory that the index takes. */
  long allocatedBytes() {
    return (long) Integer.BYTES * ends.length + 16L * positions.length;
  }
}
