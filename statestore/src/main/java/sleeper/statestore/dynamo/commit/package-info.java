/** Job ledger, write intents and the commit of ingest runs on DynamoDB. */
@NullMarked
package sleeper.statestore.dynamo.commit;

import org.jspecify.annotations.NullMarked;
