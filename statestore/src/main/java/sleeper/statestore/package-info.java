/** State store adapters: in memory and SQLite; snapshots, job ledger, write intents. */
@NullMarked
package sleeper.statestore;

import org.jspecify.annotations.NullMarked;
