package sleeper.parquet.write;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.IOException;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compresses pages into one array that is used again, so that many files cost one context each
 * thread.
 */
final class PageCompressor implements AutoCloseable {

  private final CompressionCodecName codec;
  private final ZstdCompressCtx zstd;
  private final Lz4Compressor lz4 = new Lz4Compressor();
  private final GzipCompressor gzip;
  private byte[] output = new byte[0];

  PageCompressor(CompressionCodecName codec, int level) {
    this.codec = codec;
    this.gzip = new GzipCompressor(level);
    this.zstd = new ZstdCompressCtx();
    if (codec == CompressionCodecName.ZSTD) {
      zstd.setLevel(level);
    }
  }

  /** The compressed bytes of the last page; for {@code UNCOMPRESSED}, not used. */
  byte[] output() {
    return output;
  }

  CompressionCodecName codec() {
    return codec;
  }

  /** Compresses into {@link #output}, from its start; returns how many bytes that are. */
  int compress(byte[] source, int from, int length) throws IOException {
    return switch (codec) {
      case ZSTD -> {
        reserve(Zstd.compressBound(length));
        yield zstd.compressByteArray(output, 0, output.length, source, from, length);
      }
      case SNAPPY -> {
        reserve(Snappy.maxCompressedLength(length));
        yield Snappy.compress(source, from, length, output, 0);
      }
      case LZ4_RAW -> {
        reserve(lz4.maxCompressedLength(length));
        yield lz4.compress(source, from, length, output, 0, output.length);
      }
      case GZIP -> {
        reserve(GzipCompressor.maxCompressedLength(length));
        yield gzip.compress(source, from, length, output);
      }
      case UNCOMPRESSED -> {
        reserve(length);
        System.arraycopy(source, from, output, 0, length);
        yield length;
      }
      default -> throw new IllegalStateException("Codec " + codec + " cannot be written");
    };
  }

  /** Whether pages of a codec can be written. */
  static boolean supports(CompressionCodecName codec) {
    return switch (codec) {
      case ZSTD, SNAPPY, LZ4_RAW, GZIP, UNCOMPRESSED -> true;
      default -> false;
    };
  }

  private void reserve(long bytes) {
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException("A page is too large to compress: bytes=" + bytes);
    }
    if (bytes > output.length) {
      output = new byte[(int) bytes];
    }
  }

  long allocatedBytes() {
    return output.length;
  }

  @Override
  public void close() {
    zstd.close();
    gzip.close();
  }
}
