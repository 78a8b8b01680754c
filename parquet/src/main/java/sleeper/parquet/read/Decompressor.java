package sleeper.parquet.read;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Decompresses pages from array to array. One for each reader; not thread-safe. */
final class Decompressor implements AutoCloseable {

  private static final int GZIP_BUFFER_BYTES = 8 * 1024;

  private @Nullable ZstdDecompressCtx zstd;

  /** A part of an array. */
  record Slice(byte[] data, int start, int length) {}

  /** Whether pages of a codec can be read. */
  static boolean supports(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4, LZ4_RAW -> true;
      case LZO, BROTLI -> false;
    };
  }

  /**
   * Decompresses a page to exactly the size that its header has.
   *
   * @throws BadPage if the bytes are not a page of that codec and size
   */
  void decompress(CompressionCodecName codec, Slice source, byte[] target, int offset, int length) {
    byte[] bytes = source.data();
    int start = source.start();
    int count = source.length();
    int actual;
    try {
      actual =
          switch (codec) {
            case UNCOMPRESSED -> copy(bytes, start, count, target, offset, length);
            case SNAPPY -> snappy(bytes, start, count, target, offset, length);
            case ZSTD -> zstd().decompressByteArray(target, offset, length, bytes, start, count);
            case GZIP -> gzip(bytes, start, count, target, offset, length);
            case LZ4_RAW ->
                new Lz4Decompressor().decompress(bytes, start, count, target, offset, length);
            case LZ4 -> HadoopLz4.decompress(bytes, start, count, target, offset, length);
            case LZO, BROTLI -> throw new IllegalStateException("No codec " + codec);
          };
    } catch (IOException | ZstdException | MalformedInputException e) {
      throw new BadPage("its bytes are not valid " + codec + ": " + e.getMessage());
    }
    if (actual != length) {
      throw new BadPage(
          "it has %d bytes after decompression, its header says %d".formatted(actual, length));
    }
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }

  private ZstdDecompressCtx zstd() {
    if (zstd == null) {
      zstd = new ZstdDecompressCtx();
    }
    return zstd;
  }

  private static int copy(
      byte[] source, int start, int count, byte[] target, int offset, int length) {
    System.arraycopy(source, start, target, offset, Math.min(count, length));
    return count;
  }

  private static int snappy(
      byte[] source, int start, int count, byte[] target, int offset, int length)
      throws IOException {
    int size = Snappy.uncompressedLength(source, start, count);
    return size == length ? Snappy.uncompress(source, start, count, target, offset) : size;
  }

  private static int gzip(
      byte[] source, int start, int count, byte[] target, int offset, int length)
      throws IOException {
    try (InputStream input =
        new GZIPInputStream(new ByteArrayInputStream(source, start, count), GZIP_BUFFER_BYTES)) {
      int size = input.readNBytes(target, offset, length);
      return input.read() < 0 ? size : length + 1;
    }
  }
}
