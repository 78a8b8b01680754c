package sleeper.parquet.write;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/** The values of a column of bytes without its nulls, as ids while the column has them. */
final class DenseBytes {

  private static final Dictionary NO_DICTIONARY = new Dictionary(new byte[0], new int[1], 0);

  private byte[] data = new byte[0];
  private int[] offsets = new int[1];
  private int[] ids = new int[0];
  private Dictionary dictionary = NO_DICTIONARY;
  private boolean hasIds;
  private int count;
  private byte[] ownData = new byte[0];
  private int[] ownOffsets = new int[1];
  private int[] ownIds = new int[0];

  void bind(BytesColumn column) {
    hasIds = false;
    data = column.data();
    offsets = column.offsets();
    count = column.size();
    byte[] nulls = column.nulls();
    if (nulls != null) {
      reserveOffsets(count);
      int present = 0;
      for (int i = 0; i < count; i++) {
        ownOffsets[present] = offsets[i];
        present += 1 - nulls[i];
      }
      ownOffsets[present] = offsets[count];
      offsets = ownOffsets;
      count = present;
    }
  }

  void bind(DictionaryColumn column) {
    hasIds = true;
    dictionary = column.dictionary();
    ids = column.ids();
    count = column.size();
    byte[] nulls = column.nulls();
    if (nulls != null) {
      if (ownIds.length < count) {
        ownIds = new int[count];
      }
      int present = 0;
      for (int i = 0; i < count; i++) {
        ownIds[present] = ids[i];
        present += 1 - nulls[i];
      }
      ids = ownIds;
      count = present;
    }
  }

  /** Looks the ids up, so that there are data and offsets. */
  void dropIds() {
    if (!hasIds) {
      return;
    }
    int[] starts = dictionary.offsets();
    reserveOffsets(count);
    reserveData();
    int end = 0;
    for (int i = 0; i < count; i++) {
      int start = starts[ids[i]];
      int length = starts[ids[i] + 1] - start;
      ownOffsets[i] = end;
      ByteStrings.copy(dictionary.data(), start, length, ownData, end);
      end += length;
    }
    ownOffsets[count] = end;
    data = ownData;
    offsets = ownOffsets;
    forgetDictionary();
  }

  private void forgetDictionary() {
    hasIds = false;
    dictionary = NO_DICTIONARY;
  }

  private void reserveData() {
    int[] starts = dictionary.offsets();
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += starts[ids[i] + 1] - starts[ids[i]];
    }
    if (bytes > Integer.MAX_VALUE - BytesColumn.PADDING - 16) {
      throw new IllegalStateException(
          "The values of a column chunk do not fit in memory: bytes=" + bytes + ", rows=" + count);
    }
    if (ownData.length < bytes + BytesColumn.PADDING) {
      ownData = new byte[(int) bytes + BytesColumn.PADDING];
    }
  }

  private void reserveOffsets(int values) {
    if (ownOffsets.length <= values) {
      ownOffsets = new int[values + 1];
    }
  }

  int count() {
    return count;
  }

  boolean hasIds() {
    return hasIds;
  }

  int[] ids() {
    return ids;
  }

  Dictionary dictionary() {
    return dictionary;
  }

  byte[] data() {
    return data;
  }

  int[] offsets() {
    return offsets;
  }

  long allocatedBytes() {
    return ownData.length + (long) Integer.BYTES * (ownOffsets.length + ownIds.length);
  }
}
