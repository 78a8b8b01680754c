@NullMarked
package sleeper.statestore.dynamo;

import org.jspecify.annotations.NullMarked;
