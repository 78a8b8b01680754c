package sleeper.core.statestore.snapshot;

import java.time.Instant;
import sleeper.core.statestore.transaction.LogKind;

/**
 * Says that there is a snapshot.
 *
 * @param tableId the table
 * @param kind files or partitions
 * @param number the last transaction in it
 * @param filename of its object, as the object store names it
 * @param updateTime when it was made
 */
public record SnapshotRecord(
    String tableId, LogKind kind, long number, String filename, Instant updateTime) {}
