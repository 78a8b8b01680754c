/** The app. */
@NullMarked
package sleeper.cdk;

import org.jspecify.annotations.NullMarked;
