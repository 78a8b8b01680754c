package sleeper.parquet.write;

/**
 * The memory and the compressor with which data files are written, used again for one column, row
 * group and file after another.
 *
 * <p>Belongs to one thread, and to one open {@link DataFileWriter} at a time. It grows to what the
 * largest row group so far needed and never shrinks; closing it frees the compressor.
 */
public final class EncoderBuffers implements AutoCloseable {

  private static final int OUTPUT_BUFFER = 1 << 17;

  final WriteSettings settings;
  final PageCompressor compressor;
  final EncodingTrial trial;
  final Shape shape = new Shape();
  final NumberValues numbers = new NumberValues();
  final BytesValues bytes = new BytesValues();
  final BooleanValues booleans = new BooleanValues();
  final PageBuffer page = new PageBuffer();
  final byte[] output = new byte[OUTPUT_BUFFER];

  /** Buffers for files written with these settings. */
  public EncoderBuffers(WriteSettings settings) {
    this.settings = settings;
    compressor = new PageCompressor(settings.codec(), settings.compressionLevel());
    trial = new EncodingTrial(compressor);
  }

  /** The bytes of memory held now. */
  public long memoryBytes() {
    return output.length
        + page.allocatedBytes()
        + compressor.allocatedBytes()
        + trial.allocatedBytes()
        + shape.allocatedBytes()
        + numbers.allocatedBytes()
        + bytes.allocatedBytes()
        + booleans.allocatedBytes();
  }

  @Override
  public void close() {
    compressor.close();
  }
}
