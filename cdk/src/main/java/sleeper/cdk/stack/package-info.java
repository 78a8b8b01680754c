/** The resources of an instance on AWS, as constructs of the CDK. */
@NullMarked
package sleeper.cdk.stack;

import org.jspecify.annotations.NullMarked;
