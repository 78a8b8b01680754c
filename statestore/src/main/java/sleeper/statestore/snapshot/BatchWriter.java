package sleeper.statestore.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes batches of rows to a stream that stays open. */
final class BatchWriter implements AutoCloseable {

  private final VectorSchemaRoot root;
  private final ArrowStreamWriter writer;
  private int rows;

  BatchWriter(Schema schema, BufferAllocator allocator, OutputStream out) {
    root = VectorSchemaRoot.create(schema, allocator);
    writer = new ArrowStreamWriter(root, null, Channels.newChannel(new Unclosed(out)));
  }

  /** Starts the stream, so that even one without rows says what its columns are. */
  void start() throws IOException {
    writer.start();
  }

  <V extends FieldVector> V column(String name, Class<V> type) {
    return type.cast(root.getVector(name));
  }

  /** The row of the batch that is to be filled. */
  int row() {
    return rows;
  }

  void endRow() {
    rows++;
  }

  /** Writes the rows since the last batch, if there are some. */
  void endBatch() throws IOException {
    if (rows > 0) {
      root.setRowCount(rows);
      writer.writeBatch();
      root.clear();
      rows = 0;
    }
  }

  void end() throws IOException {
    endBatch();
    writer.end();
  }

  @Override
  public void close() {
    writer.close();
    root.close();
  }

  /** Closing the writer closes its channel, and the stream is the caller's. */
  private static final class Unclosed extends OutputStream {

    private final OutputStream out;

    private Unclosed(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      out.write(source, offset, length);
    }
  }
}
