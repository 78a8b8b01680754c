/**
 * What a deployment runs in the AWS account besides ingest tasks and their starter: the Lambdas
 * that make an instance of what was deployed, and those that look after it.
 */
@NullMarked
package sleeper.deployment;

import org.jspecify.annotations.NullMarked;
