package sleeper.ingest.spill;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Dictionary;

/** Writes out what dictionary ids stand for, nulls as no bytes. */
final class DictionaryValues {

  private DictionaryValues() {}

  /** Appends values by id to a column whose null flags are set already. */
  static void append(Dictionary dictionary, int[] ids, int count, BytesColumn target) {
    int at = target.size();
    int[] offsets = dictionary.offsets();
    long end = target.dataLength();
    for (int i = 0; i < count; i++) {
      if (!target.isNull(at + i)) {
        end += offsets[ids[i] + 1] - offsets[ids[i]];
      }
    }
    target.ensureDataCapacity(Math.toIntExact(end));
    int position = target.dataLength();
    for (int i = 0; i < count; i++) {
      if (!target.isNull(at + i)) {
        int start = offsets[ids[i]];
        int length = offsets[ids[i] + 1] - start;
        System.arraycopy(dictionary.data(), start, target.data(), position, length);
        position += length;
      }
      target.offsets()[at + i + 1] = position;
    }
    target.setSize(at + count);
  }
}
