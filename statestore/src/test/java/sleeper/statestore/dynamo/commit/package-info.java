@NullMarked
package sleeper.statestore.dynamo.commit;

import org.jspecify.annotations.NullMarked;
