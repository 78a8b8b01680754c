/**
 * What became of ingest jobs and tasks, in DynamoDB: in Sleeper's tables and with its attributes,
 * so that its reports can read ours and ours can read its; and how far running jobs are, in a table
 * of our own, since Sleeper's readers stop at what they do not know.
 */
@NullMarked
package sleeper.statestore.dynamo.tracker;

import org.jspecify.annotations.NullMarked;
