/** What the templates of deployments have in them. */
@NullMarked
package sleeper.cdk.stack;

import org.jspecify.annotations.NullMarked;
