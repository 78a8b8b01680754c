package sleeper.statestore.dynamo.commit;

import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitRequest;

/** A way to commit: {@link sleeper.core.ingest.IngestCommitStore#commit} says what it does. */
interface Publication {

  CommitDecision commit(CommitRequest request);
}
