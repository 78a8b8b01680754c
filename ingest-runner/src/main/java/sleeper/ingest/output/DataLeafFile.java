package sleeper.ingest.output;

import java.io.IOException;
import sleeper.core.storage.ObjectWriter;
import sleeper.parquet.block.Column;
import sleeper.parquet.sketch.SketchesBuilder;
import sleeper.parquet.write.DataFileSummary;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.EncoderBuffers;

/** A Parquet file and the sketches of its row keys, which are published before it. */
final class DataLeafFile implements LeafFile {

  private final DataFileSink sink;
  private final Target target;
  private final DataFileWriter writer;
  private final SketchesBuilder sketches;
  private final EncoderBuffers buffers;
  private boolean closed;

  DataLeafFile(DataFileSink sink, Target target, DataFileWriter writer, EncoderBuffers buffers) {
    this.sink = sink;
    this.target = target;
    this.writer = writer;
    this.buffers = buffers;
    sketches = new SketchesBuilder(sink.schema(), target.rows());
  }

  /**
   * What a file is for.
   *
   * @param partitionId the leaf partition of its rows
   * @param key its key in the object store, without an ending
   * @param rows how many rows it will have
   */
  record Target(String partitionId, String key, long rows) {}

  @Override
  public void startRowGroup(int rows) {
    writer.startRowGroup(rows);
  }

  @Override
  public void writeColumn(int field, Column column) throws IOException {
    writer.writeColumn(field, column);
    if (field < sink.schema().rowKeyCount()) {
      sketches.add(field, column);
    }
  }

  @Override
  public void endRowGroup() throws IOException {
    writer.endRowGroup();
  }

  @Override
  public WrittenFile finish() throws IOException {
    writeSketches();
    DataFileSummary summary = writer.finish();
    return new WrittenFile(
        sink.store().filenameOf(target.key() + DataFileSink.DATA_SUFFIX),
        target.partitionId(),
        summary.rows(),
        summary.bytes());
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      sink.giveBack(buffers);
      writer.close();
    }
  }

  private void writeSketches() throws IOException {
    byte[] bytes = sketches.toBytes();
    try (ObjectWriter object = sink.store().create(target.key() + DataFileSink.SKETCHES_SUFFIX)) {
      object.write(bytes, 0, bytes.length);
      object.commit();
    }
  }
}
