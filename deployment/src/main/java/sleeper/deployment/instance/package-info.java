/** Makes, changes and removes what a deployed instance has inside of its buckets and tables. */
@NullMarked
package sleeper.deployment.instance;

import org.jspecify.annotations.NullMarked;
