/** What every command has: its surroundings, common options, JSON, errors and exit codes. */
@NullMarked
package sleeper.cli.command;

import org.jspecify.annotations.NullMarked;
