/** How CloudFormation speaks to a custom resource. */
@NullMarked
package sleeper.deployment.resource;

import org.jspecify.annotations.NullMarked;
