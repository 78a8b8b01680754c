package sleeper.core.statestore.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.PartitionsState;
import sleeper.core.storage.ReadableObject;

/** Loads the snapshots of one table from an object store. */
public final class StoredSnapshots implements SnapshotLoader {

  private static final Logger LOG = LoggerFactory.getLogger(StoredSnapshots.class);

  /** Reads the object of a snapshot. */
  private interface Reader<T> {
    T read(SnapshotRecord snapshot) throws IOException;
  }

  private final SnapshotStorage storage;
  private final String tableId;
  private final Supplier<Schema> schema;

  /** The snapshots of a table, whose row keys say how to read partitions. */
  public StoredSnapshots(SnapshotStorage storage, String tableId, Supplier<Schema> schema) {
    this.storage = storage;
    this.tableId = tableId;
    this.schema = schema;
  }

  @Override
  public Optional<FilesState> files(long atMost) {
    return newest(LogKind.FILES, atMost, this::readFiles);
  }

  @Override
  public Optional<PartitionsState> partitions(long atMost) {
    return newest(LogKind.PARTITIONS, atMost, this::readPartitions);
  }

  @Override
  public OptionalLong firstFilesAt(long atLeast) {
    return storage.records().all(tableId, LogKind.FILES).stream()
        .mapToLong(SnapshotRecord::number)
        .filter(number -> number >= atLeast)
        .min();
  }

  private <T> Optional<T> newest(LogKind kind, long atMost, Reader<T> reader) {
    List<SnapshotRecord> snapshots = storage.records().all(tableId, kind);
    for (int i = snapshots.size() - 1; i >= 0; i--) {
      SnapshotRecord snapshot = snapshots.get(i);
      if (snapshot.number() <= atMost) {
        try {
          return Optional.of(reader.read(snapshot));
        } catch (IOException e) {
          LOG.warn("Passing over a snapshot that cannot be read: file={}", snapshot.filename(), e);
        }
      }
    }
    return Optional.empty();
  }

  FilesState readFiles(SnapshotRecord snapshot) throws IOException {
    try (ReadableObject files = storage.objects().open(snapshot.filename())) {
      InputStream in = ObjectStreams.read(files);
      Optional<ReadableObject> history = openHistory(snapshot);
      if (history.isEmpty()) {
        return storage.format().readFiles(snapshot.number(), in, Optional.empty());
      }
      try (ReadableObject beside = history.get()) {
        return storage
            .format()
            .readFiles(snapshot.number(), in, Optional.of(ObjectStreams.read(beside)));
      }
    }
  }

  PartitionsState readPartitions(SnapshotRecord snapshot) throws IOException {
    try (ReadableObject object = storage.objects().open(snapshot.filename())) {
      return storage
          .format()
          .readPartitions(snapshot.number(), schema.get(), ObjectStreams.read(object));
    }
  }

  private Optional<ReadableObject> openHistory(SnapshotRecord snapshot) throws IOException {
    String filename = SnapshotNames.historyOf(snapshot.filename());
    try {
      return Optional.of(storage.objects().open(filename));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
