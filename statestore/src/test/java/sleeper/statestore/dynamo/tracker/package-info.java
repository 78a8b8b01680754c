/** Tests of the trackers in DynamoDB. */
@NullMarked
package sleeper.statestore.dynamo.tracker;

import org.jspecify.annotations.NullMarked;
