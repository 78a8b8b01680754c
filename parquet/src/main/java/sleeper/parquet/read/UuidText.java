package sleeper.parquet.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;

/** UUIDs as their usual text of 36 characters. */
final class UuidText implements Conversion {

  private static final int TEXT_BYTES = 36;

  @Override
  public void apply(Column from, int start, int count, Column to) {
    BytesColumn source = (BytesColumn) from;
    BytesColumn target = (BytesColumn) to;
    target.ensureCapacity(start + count);
    int at = target.offsets()[start];
    target.ensureDataCapacity(at + count * TEXT_BYTES);
    for (int i = start; i < start + count; i++) {
      if (source.offsets()[i + 1] > source.offsets()[i]) {
        byte[] text = text(source.data(), source.offsets()[i]);
        System.arraycopy(text, 0, target.data(), at, TEXT_BYTES);
        at += TEXT_BYTES;
      }
      target.offsets()[i + 1] = at;
    }
    target.setSize(start + count);
  }

  private static byte[] text(byte[] data, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(data, at, 2 * Long.BYTES);
    return new UUID(bytes.getLong(), bytes.getLong())
        .toString()
        .getBytes(StandardCharsets.US_ASCII);
  }
}
