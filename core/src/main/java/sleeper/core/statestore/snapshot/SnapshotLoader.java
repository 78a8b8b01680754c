package sleeper.core.statestore.snapshot;

import java.util.Optional;
import java.util.OptionalLong;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.PartitionsState;

/**
 * Finds states of one table in snapshots. A snapshot that cannot be read is passed over, since the
 * log or another one may serve. Thread-safe.
 */
public interface SnapshotLoader {

  /** Loads nothing: every state is read from the start of the log. */
  SnapshotLoader NONE =
      new SnapshotLoader() {
        @Override
        public Optional<FilesState> files(long atMost) {
          return Optional.empty();
        }

        @Override
        public Optional<PartitionsState> partitions(long atMost) {
          return Optional.empty();
        }

        @Override
        public OptionalLong firstFilesAt(long atLeast) {
          return OptionalLong.empty();
        }
      };

  /** The newest files at number {@code atMost} or before, from a snapshot. */
  Optional<FilesState> files(long atMost);

  /** The newest partitions at number {@code atMost} or before, from a snapshot. */
  Optional<PartitionsState> partitions(long atMost);

  /** The lowest number from {@code atLeast} on at which there is a snapshot of the files. */
  OptionalLong firstFilesAt(long atLeast);
}
