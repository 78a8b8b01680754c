package sleeper.parquet.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import sleeper.parquet.block.BytesColumn;

/** Lets parquet-java decompress dictionaries, to filter by them, without Hadoop's codecs. */
final class FilterCodecs implements CompressionCodecFactory {

  private final Decompressor decompressor;

  FilterCodecs(Decompressor decompressor) {
    this.decompressor = decompressor;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    throw new UnsupportedOperationException("Files are only read");
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    return new Adapter(codec, decompressor);
  }

  @Override
  public void release() {}

  private record Adapter(CompressionCodecName codec, Decompressor decompressor)
      implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      byte[] target = new byte[size + BytesColumn.PADDING];
      byte[] source = bytes.toByteArray();
      decompressor.decompress(
          codec, new Decompressor.Slice(source, 0, source.length), target, 0, size);
      return BytesInput.from(target, 0, size);
    }

    @Override
    public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int outputSize) {
      throw new UnsupportedOperationException("Buffers off the heap are not used");
    }

    @Override
    public void release() {}
  }
}
