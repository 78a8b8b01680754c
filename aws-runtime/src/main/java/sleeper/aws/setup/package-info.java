/** Makes, adopts and deletes small instances on AWS, without deployment tools. */
@NullMarked
package sleeper.aws.setup;

import org.jspecify.annotations.NullMarked;
