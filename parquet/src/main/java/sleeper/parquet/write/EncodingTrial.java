package sleeper.parquet.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.column.Encoding;

/** Finds the encoding that compresses best by encoding some neighbouring values in each. */
final class EncodingTrial {

  private static final int SMALLEST_SAMPLE = 512;
  private static final int LARGEST_SAMPLE = 4096;
  private static final int SAMPLED_SHARE = 32;

  private final PageCompressor compressor;
  private final PageBuffer buffer = new PageBuffer();

  EncodingTrial(PageCompressor compressor) {
    this.compressor = compressor;
  }

  /** The encoding of the smallest sample; the earlier one where two are about as good. */
  Encoding smallest(ChunkValues values, List<Encoding> candidates) {
    Encoding best = candidates.get(0);
    if (candidates.size() > 1) {
      long smallest = Long.MAX_VALUE;
      for (Encoding candidate : candidates) {
        long size = sampleSize(values, candidate);
        if (size < smallest - smallest / 64) {
          smallest = size;
          best = candidate;
        }
      }
    }
    return best;
  }

  private long sampleSize(ChunkValues values, Encoding encoding) {
    int count = values.count();
    int sample =
        Math.min(count, Math.max(SMALLEST_SAMPLE, Math.min(LARGEST_SAMPLE, count / SAMPLED_SHARE)));
    int from = (count - sample) / 2;
    buffer.clear();
    values.encode(encoding, from, from + sample, buffer);
    long size = compressed();
    if (encoding == Encoding.RLE_DICTIONARY && count > 0) {
      size += values.dictionaryBytes() * sample / count / 2;
    }
    return size;
  }

  private long compressed() {
    try {
      return compressor.compress(buffer.bytes(), 0, buffer.size());
    } catch (IOException e) {
      throw new UncheckedIOException("Compressing a sample in memory failed", e);
    }
  }

  long allocatedBytes() {
    return buffer.allocatedBytes();
  }
}
