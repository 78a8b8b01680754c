/** Runs the pages for users as they stand there. */
@NullMarked
package sleeper.cli.page;

import org.jspecify.annotations.NullMarked;
