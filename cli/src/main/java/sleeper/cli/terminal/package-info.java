/** What people see: tables, numbers, colours and progress. */
@NullMarked
package sleeper.cli.terminal;

import org.jspecify.annotations.NullMarked;
