/** The state store in DynamoDB, in Sleeper's layout: docs/formats/dynamodb.md. */
@NullMarked
package sleeper.statestore.dynamo;

import org.jspecify.annotations.NullMarked;
