package sleeper.core.statestore.snapshot;

import sleeper.core.storage.ObjectStore;

/**
 * Where snapshots are kept.
 *
 * @param records which there are
 * @param objects their bytes
 * @param format how those are laid out
 */
public record SnapshotStorage(
    SnapshotRecords records, ObjectStore objects, SnapshotFormat format) {}
