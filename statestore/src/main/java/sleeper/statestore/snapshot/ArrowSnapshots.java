package sleeper.statestore.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Schema;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.snapshot.SnapshotFormat;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.PartitionsState;

/**
 * Snapshots as Sleeper writes them: Arrow's streaming format, not compressed, in batches of about a
 * thousand references or partitions, one of which is in memory at a time beside the state itself.
 *
 * <p>Memory that Arrow holds is given back at the end of each call; a leak is an {@link
 * IllegalStateException}. Thread-safe.
 */
public final class ArrowSnapshots implements SnapshotFormat {

  /** Reads a state from a stream of batches. */
  private interface Reader<T> {
    T read(ArrowStreamReader reader) throws IOException;
  }

  /** Writes a state with the memory it is given. */
  private interface Writer {
    void write(BufferAllocator allocator) throws IOException;
  }

  @Override
  public void writeFiles(FilesState state, OutputStream out) throws IOException {
    write(
        allocator ->
            FilesColumns.write(state, new BatchWriter(SnapshotSchemas.files(), allocator, out)));
  }

  @Override
  public void writeHistory(FilesState state, OutputStream out) throws IOException {
    Schema columns = SnapshotSchemas.history(HistoryColumns.metadata(state));
    write(allocator -> HistoryColumns.write(state, new BatchWriter(columns, allocator, out)));
  }

  @Override
  public void writePartitions(PartitionsState state, OutputStream out) throws IOException {
    write(
        allocator ->
            PartitionColumns.write(
                state, new BatchWriter(SnapshotSchemas.partitions(), allocator, out)));
  }

  @Override
  public FilesState readFiles(long number, InputStream files, Optional<InputStream> history)
      throws IOException {
    FileHistories histories =
        history.isPresent()
            ? read(history.get(), HistoryColumns::read)
            : FileHistories.unknown(number);
    return read(files, reader -> FilesColumns.read(reader, number, histories));
  }

  @Override
  public PartitionsState readPartitions(
      long number, sleeper.core.schema.Schema schema, InputStream in) throws IOException {
    return read(in, reader -> PartitionColumns.read(reader, number, schema));
  }

  private static void write(Writer writer) throws IOException {
    try (BufferAllocator allocator = new RootAllocator()) {
      writer.write(allocator);
    } catch (LinkageError e) {
      throw withoutAccess(e);
    }
  }

  /** Arrow reports damage by whatever exception it runs into. */
  private static <T> T read(InputStream in, Reader<T> reader) throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader stream = new ArrowStreamReader(in, allocator)) {
      try {
        return reader.read(stream);
      } catch (RuntimeException e) {
        throw new CorruptData("A snapshot is damaged: " + e, e);
      }
    } catch (LinkageError e) {
      throw withoutAccess(e);
    }
  }

  /** A program that was started without Arrow's option has to do without snapshots. */
  private static IOException withoutAccess(LinkageError cause) {
    return new IOException(
        "Snapshots need Java to be started with --add-opens=java.base/java.nio=ALL-UNNAMED", cause);
  }
}
