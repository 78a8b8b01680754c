package sleeper.parquet.sketch;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/**
 * Keys that are strings, byte arrays or decimals of 16 bytes. In the image the length is before
 * each in 4 bytes, little-endian.
 */
final class BytesItems extends KeyItems {

  /** How bytes compare. */
  enum Form {
    UNSIGNED,
    /** Numbers of one length in two's complement, big-endian. */
    SIGNED
  }

  private final Form form;
  private byte[] data = new byte[1024];
  private int[] offsets = new int[64];
  private int size;
  private byte @Nullable [] smallest;
  private byte @Nullable [] largest;

  BytesItems(Form form) {
    this.form = form;
  }

  @Override
  void widenBounds(Column column, int from, int to) {
    if (column instanceof DictionaryColumn ids) {
      Dictionary dictionary = ids.dictionary();
      widen(dictionary.data(), dictionary.offsets(), ids.ids(), from, to);
    } else {
      BytesColumn bytes = (BytesColumn) column;
      widen(bytes.data(), bytes.offsets(), null, from, to);
    }
  }

  private void widen(byte[] source, int[] starts, int @Nullable [] ids, int from, int to) {
    int low = ids == null ? from : ids[from];
    int high = low;
    for (int i = from + 1; i < to; i++) {
      int index = ids == null ? i : ids[i];
      if (index != low && compare(source, starts, index, low) < 0) {
        low = index;
      } else if (index != high && compare(source, starts, index, high) > 0) {
        high = index;
      }
    }
    byte[] lowest = Arrays.copyOfRange(source, starts[low], starts[low + 1]);
    byte[] highest = Arrays.copyOfRange(source, starts[high], starts[high + 1]);
    smallest = smallest == null || compare(lowest, smallest) < 0 ? lowest : smallest;
    largest = largest == null || compare(highest, largest) > 0 ? highest : largest;
  }

  private int compare(byte[] left, byte[] right) {
    return compare(left, 0, left.length, right, 0, right.length);
  }

  private int compare(byte[] source, int[] starts, int left, int right) {
    return compare(
        source, starts[left], starts[left + 1], source, starts[right], starts[right + 1]);
  }

  private int compare(
      byte[] left, int leftStart, int leftEnd, byte[] right, int rightStart, int rightEnd) {
    if (form == Form.SIGNED && left[leftStart] != right[rightStart]) {
      return Byte.compare(left[leftStart], right[rightStart]);
    }
    return Arrays.compareUnsigned(left, leftStart, leftEnd, right, rightStart, rightEnd);
  }

  @Override
  int add(Column column, int row) {
    if (column instanceof DictionaryColumn ids) {
      int id = ids.ids()[row];
      int[] starts = ids.dictionary().offsets();
      return append(ids.dictionary().data(), starts[id], starts[id + 1]);
    }
    BytesColumn bytes = (BytesColumn) column;
    return append(bytes.data(), bytes.offsets()[row], bytes.offsets()[row + 1]);
  }

  private int append(byte[] source, int from, int to) {
    int start = offsets[size];
    int length = to - from;
    if (size + 2 > offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * offsets.length);
    }
    if (start + length > data.length) {
      data = Arrays.copyOf(data, Math.max(start + length, data.length + (data.length >> 1)));
    }
    System.arraycopy(source, from, data, start, length);
    offsets[size + 1] = start + length;
    return size++;
  }

  @Override
  int compare(int left, int right) {
    return compare(data, offsets, left, right);
  }

  @Override
  void retain(int[][] levels) {
    byte[] from = data;
    int[] starts = offsets;
    data = new byte[from.length];
    offsets = new int[starts.length];
    size = 0;
    for (int[] level : levels) {
      if (level != null) {
        for (int i = 0; i < level.length; i++) {
          level[i] = append(from, starts[level[i]], starts[level[i] + 1]);
        }
      }
    }
  }

  @Override
  long heldBytes() {
    return offsets[size] + (long) Integer.BYTES * size;
  }

  @Override
  int bytes(int id) {
    return Integer.BYTES + offsets[id + 1] - offsets[id];
  }

  @Override
  void put(int id, ByteBuffer image) {
    int length = offsets[id + 1] - offsets[id];
    image.putInt(length).put(data, offsets[id], length);
  }

  @Override
  int boundsBytes() {
    return 2 * Integer.BYTES + bound(smallest).length + bound(largest).length;
  }

  @Override
  void putBounds(ByteBuffer image) {
    image.putInt(bound(smallest).length).put(bound(smallest));
    image.putInt(bound(largest).length).put(bound(largest));
  }

  private static byte[] bound(byte @Nullable [] bytes) {
    if (bytes == null) {
      throw new IllegalStateException("No key has been seen");
    }
    return bytes;
  }
}
