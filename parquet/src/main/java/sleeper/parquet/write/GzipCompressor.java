package sleeper.parquet.write;

import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes gzip members (RFC 1952) in a given array with one deflater. */
final class GzipCompressor implements AutoCloseable {

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER = 8;

  private final Deflater deflater;
  private final CRC32 checksum = new CRC32();

  GzipCompressor(int level) {
    deflater = new Deflater(Math.min(level, Deflater.BEST_COMPRESSION), true);
  }

  static long maxCompressedLength(int length) {
    return length + (length >>> 10) + 64L + HEADER.length + TRAILER;
  }

  int compress(byte[] source, int from, int length, byte[] target) {
    System.arraycopy(HEADER, 0, target, 0, HEADER.length);
    deflater.reset();
    deflater.setInput(source, from, length);
    deflater.finish();
    int end = HEADER.length;
    while (!deflater.finished()) {
      end += deflater.deflate(target, end, target.length - TRAILER - end);
    }
    checksum.reset();
    checksum.update(source, from, length);
    LittleEndian.putInt(target, end, (int) checksum.getValue());
    LittleEndian.putInt(target, end + Integer.BYTES, length);
    return end + TRAILER;
  }

  @Override
  public void close() {
    deflater.end();
  }
}
