package sleeper.core.statestore.snapshot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.PartitionsState;
import sleeper.core.storage.ObjectWriter;

/**
 * Writes snapshots of tables. Only states that were read from a log may be given, so that two
 * snapshots of one number are the same.
 *
 * <p>The objects come first and the record last: whoever is killed in between leaves objects that
 * the next attempt finds and takes over, and every earlier snapshot as it was. Several processes
 * may write the same snapshot at once. Thread-safe.
 */
public final class SnapshotWriter {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

  /** Writes the bytes of an object. */
  private interface Content {
    void write(OutputStream out) throws IOException;
  }

  private final SnapshotStorage storage;
  private final Clock clock;

  public SnapshotWriter(SnapshotStorage storage, Clock clock) {
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * Writes a snapshot of the files of a table, unless there is one of that number.
   *
   * @throws IOException if it could not be written; there is none then
   */
  public void write(String tableId, FilesState state) throws IOException {
    if (state.number() == 0 || exists(tableId, LogKind.FILES, state.number())) {
      return;
    }
    String key = SnapshotNames.key(tableId, LogKind.FILES, state.number());
    writeObject(SnapshotNames.historyOf(key), out -> storage.format().writeHistory(state, out));
    writeObject(key, out -> storage.format().writeFiles(state, out));
    record(tableId, LogKind.FILES, state.number(), List.of(SnapshotNames.historyOf(key), key));
  }

  /**
   * Writes a snapshot of the partitions of a table, unless there is one of that number.
   *
   * @throws IOException if it could not be written; there is none then
   */
  public void write(String tableId, PartitionsState state) throws IOException {
    if (state.number() == 0 || exists(tableId, LogKind.PARTITIONS, state.number())) {
      return;
    }
    String key = SnapshotNames.key(tableId, LogKind.PARTITIONS, state.number());
    writeObject(key, out -> storage.format().writePartitions(state, out));
    record(tableId, LogKind.PARTITIONS, state.number(), List.of(key));
  }

  /**
   * Deletes all but the newest snapshots of a table and kind, and what writers who were killed have
   * left up to the newest. Versions that only they could show cannot be read any more.
   *
   * <p>Somebody who is at an older snapshot right now fails, or records one that readers pass over.
   *
   * @param keep how many to keep, at least 1
   * @return how many objects were deleted
   */
  public int deleteAllBut(String tableId, LogKind kind, int keep) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException("The newest snapshot is kept: keep=" + keep);
    }
    List<SnapshotRecord> snapshots = storage.records().all(tableId, kind);
    if (snapshots.isEmpty()) {
      return 0;
    }
    int old = Math.max(0, snapshots.size() - keep);
    snapshots.subList(0, old).forEach(storage.records()::remove);
    Set<String> kept = new HashSet<>();
    for (SnapshotRecord snapshot : snapshots.subList(old, snapshots.size())) {
      String key = SnapshotNames.key(tableId, kind, snapshot.number());
      kept.add(key);
      if (kind == LogKind.FILES) {
        kept.add(SnapshotNames.historyOf(key));
      }
    }
    return deleteUpTo(snapshots.get(snapshots.size() - 1), kept);
  }

  private int deleteUpTo(SnapshotRecord newest, Set<String> kept) throws IOException {
    int deleted = 0;
    for (String key : storage.objects().list(SnapshotNames.prefix(newest.tableId()))) {
      OptionalLong number = SnapshotNames.number(newest.kind(), key);
      if (number.isPresent() && number.getAsLong() <= newest.number() && !kept.contains(key)) {
        storage.objects().delete(storage.objects().filenameOf(key));
        deleted++;
      }
    }
    return deleted;
  }

  private boolean exists(String tableId, LogKind kind, long number) {
    return storage.records().latest(tableId, kind, number).stream()
        .anyMatch(snapshot -> snapshot.number() == number);
  }

  /** An object that is there was written, whole, from the same state. */
  private void writeObject(String key, Content content) throws IOException {
    try (ObjectWriter object = storage.objects().create(key)) {
      OutputStream out = ObjectStreams.write(object);
      content.write(out);
      out.flush();
      object.commit();
    } catch (FileAlreadyExistsException e) {
      LOG.debug("The snapshot's object was written before: key={}", key, e);
    }
  }

  /**
   * Where the table was dropped meanwhile, the collector may have been there before the objects.
   */
  private void record(String tableId, LogKind kind, long number, List<String> keys)
      throws IOException {
    String filename = storage.objects().filenameOf(SnapshotNames.key(tableId, kind, number));
    SnapshotRecord snapshot = new SnapshotRecord(tableId, kind, number, filename, clock.instant());
    if (!storage.records().save(snapshot)) {
      for (String key : keys) {
        storage.objects().delete(storage.objects().filenameOf(key));
      }
    }
  }
}
