package sleeper.core.ingest;

import sleeper.core.storage.ObjectStore;

/**
 * What the collector works on.
 *
 * @param store where the runs of all tables are kept
 * @param dropped the tables that were dropped
 * @param objects where all of their files lie
 */
public record CollectedInstance(
    IngestCommitStore store, DroppedTables dropped, ObjectStore objects) {}
