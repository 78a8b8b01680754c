/** Counts what clients of AWS ask for: what it costs, and which rights it needs. */
@NullMarked
package sleeper.instance.aws.requests;

import org.jspecify.annotations.NullMarked;
