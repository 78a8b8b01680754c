package sleeper.ingest.output;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.EncoderBuffers;
import sleeper.parquet.write.WriteSettings;

/**
 * Writes leaves as Parquet files with their sketches beside them, under the key prefix of a run.
 *
 * <p>The buffers of encoders are used again by one file after another; there are never more of them
 * than files were open at once.
 */
public final class DataFileSink implements FileSink, AutoCloseable {

  static final String DATA_SUFFIX = ".parquet";
  static final String SKETCHES_SUFFIX = ".sketches";

  /** Output buffer, compressor and the page index of a file of common size. */
  private static final long FIXED_BYTES = 1L << 20;

  private final ObjectStore store;
  private final String keyPrefix;
  private final Schema schema;
  private final WriteSettings settings;
  private final ConcurrentLinkedQueue<EncoderBuffers> idleBuffers = new ConcurrentLinkedQueue<>();

  /** A sink whose files all get keys that start with a prefix. */
  public DataFileSink(ObjectStore store, String keyPrefix, Schema schema, WriteSettings settings) {
    this.store = store;
    this.keyPrefix = keyPrefix;
    this.schema = schema;
    this.settings = settings;
  }

  @Override
  public LeafFile create(String partitionId, int number, long rows) throws IOException {
    String key = keyPrefix + partitionId + "-" + number;
    ObjectWriter object = store.create(key + DATA_SUFFIX);
    EncoderBuffers idle = idleBuffers.poll();
    EncoderBuffers buffers = idle == null ? new EncoderBuffers(settings) : idle;
    return new DataLeafFile(
        this,
        new DataLeafFile.Target(partitionId, key, rows),
        DataFileWriter.create(object, schema, buffers),
        buffers);
  }

  @Override
  public long memoryBytesPerFile() {
    return memoryBytesPerFile(settings.pageBytes(), store.bytesPerWriter());
  }

  /**
   * What an open file takes besides its row group.
   *
   * @param pageBytes the most bytes of a page, see {@link WriteSettings#pageBytes}
   * @param bytesPerWriter what its object takes, see {@link ObjectStore#bytesPerWriter}
   */
  public static long memoryBytesPerFile(int pageBytes, long bytesPerWriter) {
    return 2L * pageBytes + FIXED_BYTES + bytesPerWriter;
  }

  ObjectStore store() {
    return store;
  }

  /** Takes back the buffers of a file that is over. */
  void giveBack(EncoderBuffers buffers) {
    idleBuffers.add(buffers);
  }

  Schema schema() {
    return schema;
  }

  /** Frees the buffers; no file may be open any more. */
  @Override
  public void close() {
    for (EncoderBuffers buffers = idleBuffers.poll();
        buffers != null;
        buffers = idleBuffers.poll()) {
      buffers.close();
    }
  }
}
