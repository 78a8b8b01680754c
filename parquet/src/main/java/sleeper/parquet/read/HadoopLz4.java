package sleeper.parquet.read;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.nio.ByteBuffer;

/**
 * The deprecated codec LZ4 of Parquet, which means different things: Hadoop's blocks with their
 * sizes in front, as its specification has it, or one bare LZ4 block, as other writers understood
 * it.
 */
final class HadoopLz4 {

  private static final int SIZES_BYTES = 2 * Integer.BYTES;

  private HadoopLz4() {}

  static int decompress(
      byte[] source, int start, int count, byte[] target, int offset, int length) {
    if (isHadoop(source, start, count, length)) {
      return decompressBlocks(source, start, count, target, offset, length);
    }
    return new Lz4Decompressor().decompress(source, start, count, target, offset, length);
  }

  private static boolean isHadoop(byte[] source, int start, int count, int length) {
    if (count < SIZES_BYTES) {
      return false;
    }
    ByteBuffer sizes = ByteBuffer.wrap(source, start, count);
    int uncompressed = sizes.getInt();
    int compressed = sizes.getInt();
    return uncompressed >= 0
        && uncompressed <= length
        && compressed >= 0
        && compressed <= count - SIZES_BYTES;
  }

  private static int decompressBlocks(
      byte[] source, int start, int count, byte[] target, int offset, int length) {
    ByteBuffer input = ByteBuffer.wrap(source, start, count);
    Lz4Decompressor decompressor = new Lz4Decompressor();
    int written = 0;
    while (input.remaining() >= SIZES_BYTES) {
      int blockEnd = written + input.getInt();
      if (blockEnd < written || blockEnd > length) {
        throw new MalformedInputException(input.position());
      }
      while (written < blockEnd) {
        int compressed = input.remaining() < Integer.BYTES ? -1 : input.getInt();
        if (compressed <= 0 || compressed > input.remaining()) {
          throw new MalformedInputException(input.position());
        }
        written +=
            decompressor.decompress(
                source, input.position(), compressed, target, offset + written, length - written);
        input.position(input.position() + compressed);
      }
    }
    return written;
  }
}
