/** What a configuration may say and what it may not. */
@NullMarked
package sleeper.cdk.config;

import org.jspecify.annotations.NullMarked;
