package sleeper.query.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.RowBlock;
import sleeper.query.arrow.ArrowSchemas;
import sleeper.query.arrow.BlockVectors;

/** Arrow IPC, one record batch a block, not compressed. */
final class ArrowResultWriter implements ResultWriter {

  private final BufferAllocator allocator = new RootAllocator();
  private final VectorSchemaRoot root;
  private final ArrowWriter writer;

  private ArrowResultWriter(Schema schema, OutputStream stream, WriterFactory factory)
      throws IOException {
    root = VectorSchemaRoot.create(ArrowSchemas.of(schema), allocator);
    writer = factory.create(root, Channels.newChannel(new OpenStream(stream)));
    writer.start();
  }

  private interface WriterFactory {
    ArrowWriter create(VectorSchemaRoot root, WritableByteChannel channel);
  }

  /** Writes the file format, which readers can open at any batch. */
  static ArrowResultWriter file(Schema schema, OutputStream stream) throws IOException {
    return new ArrowResultWriter(
        schema, stream, (root, channel) -> new ArrowFileWriter(root, null, channel));
  }

  /** Writes the streaming format. */
  static ArrowResultWriter stream(Schema schema, OutputStream stream) throws IOException {
    return new ArrowResultWriter(
        schema, stream, (root, channel) -> new ArrowStreamWriter(root, null, channel));
  }

  @Override
  public void write(RowBlock block) throws IOException {
    BlockVectors.fill(root, block);
    writer.writeBatch();
  }

  @Override
  public void finish() throws IOException {
    writer.end();
  }

  @Override
  public void close() {
    writer.close();
    root.close();
    allocator.close();
  }
}
