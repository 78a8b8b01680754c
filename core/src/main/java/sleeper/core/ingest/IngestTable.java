package sleeper.core.ingest;

import sleeper.core.statestore.TableStates;

/**
 * A table as its ingest runs see it.
 *
 * @param id the table's id, which object keys start with
 * @param name how people call it, for messages
 * @param states its states
 * @param store where its runs are kept
 */
public record IngestTable(String id, String name, TableStates states, IngestCommitStore store) {}
