/** Ingest runs: identity, write intents, the job ledger and the commit. */
@NullMarked
package sleeper.core.ingest;

import org.jspecify.annotations.NullMarked;
