package sleeper.parquet.sketch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.memory.Memory;

/** Byte arrays in sketches: 4 bytes of length, little-endian, then the bytes. */
final class ByteArraySerDe extends ArrayOfItemsSerDe<byte[]> {

  @Override
  public byte[] serializeToByteArray(byte[] item) {
    return ByteBuffer.allocate(sizeOf(item))
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(item.length)
        .put(item)
        .array();
  }

  @Override
  public byte[] serializeToByteArray(byte[][] items) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[][] deserializeFromMemory(Memory memory, int count) {
    return deserializeFromMemory(memory, 0, count);
  }

  @Override
  public byte[][] deserializeFromMemory(Memory memory, long offset, int count) {
    byte[][] items = new byte[count][];
    long at = offset;
    for (int i = 0; i < count; i++) {
      items[i] = new byte[memory.getInt(at)];
      memory.getByteArray(at + Integer.BYTES, items[i], 0, items[i].length);
      at += Integer.BYTES + items[i].length;
    }
    return items;
  }

  @Override
  public int sizeOf(byte[] item) {
    return Integer.BYTES + item.length;
  }

  @Override
  public int sizeOf(Memory memory, long offset, int count) {
    int bytes = 0;
    for (byte[] item : deserializeFromMemory(memory, offset, count)) {
      bytes += sizeOf(item);
    }
    return bytes;
  }

  @Override
  public String toString(byte[] item) {
    return new BigInteger(1, item).toString(16);
  }

  @Override
  public Class<byte[]> getClassOfT() {
    return byte[].class;
  }
}
