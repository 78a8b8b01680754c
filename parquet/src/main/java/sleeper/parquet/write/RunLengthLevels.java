package sleeper.parquet.write;

/** Scratch for the levels of a page, and how they lie in one. */
final class RunLengthLevels {

  private int[] repetitions = new int[0];
  private int[] definitions = new int[0];

  int[] repetitions(int count) {
    if (repetitions.length < count) {
      repetitions = new int[count];
    }
    return repetitions;
  }

  int[] definitions(int count) {
    if (definitions.length < count) {
      definitions = new int[count];
    }
    return definitions;
  }

  /** Appends levels, behind their length in 4 bytes in a v1 page; returns how many bytes. */
  static int put(int[] levels, int count, int width, PageVersion version, PageBuffer target) {
    int prefix = version == PageVersion.V1 ? Integer.BYTES : 0;
    byte[] bytes = target.reserve(prefix + RunLengthHybrid.maxBytes(count, width));
    int start = target.size();
    int end = RunLengthHybrid.encode(levels, 0, count, width, bytes, start + prefix);
    if (version == PageVersion.V1) {
      LittleEndian.putInt(bytes, start, end - start - prefix);
    }
    target.setSize(end);
    return end - start;
  }

  long allocatedBytes() {
    return (long) Integer.BYTES * (repetitions.length + definitions.length);
  }
}
