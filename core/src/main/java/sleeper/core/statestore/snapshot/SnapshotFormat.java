package sleeper.core.statestore.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.PartitionsState;

/**
 * States as bytes. Files and partitions are written as Sleeper has them; the history of the files,
 * which Sleeper's format has no place for, goes beside them. Streams are left open. Thread-safe.
 *
 * <p>Bytes that are not what they should be are reported as {@link sleeper.core.error.CorruptData}.
 */
public interface SnapshotFormat {

  /** Writes the files and their references. */
  void writeFiles(FilesState state, OutputStream out) throws IOException;

  /** Writes what {@link #writeFiles} leaves out: histories, and files that were cleared. */
  void writeHistory(FilesState state, OutputStream out) throws IOException;

  /** Writes the partitions. */
  void writePartitions(PartitionsState state, OutputStream out) throws IOException;

  /**
   * Reads files.
   *
   * @param number the last transaction in them
   * @param history what was written by {@link #writeHistory}, or nothing where Sleeper wrote the
   *     snapshot; then no earlier version counts as readable
   */
  FilesState readFiles(long number, InputStream files, Optional<InputStream> history)
      throws IOException;

  /** Reads partitions of a table of this schema. */
  PartitionsState readPartitions(long number, Schema schema, InputStream in) throws IOException;
}
