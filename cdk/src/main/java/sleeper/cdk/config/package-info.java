/**
 * What is to be deployed: a file that a person writes, read and checked before anything is made.
 */
@NullMarked
package sleeper.cdk.config;

import org.jspecify.annotations.NullMarked;
