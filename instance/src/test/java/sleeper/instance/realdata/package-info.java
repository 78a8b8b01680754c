/** Files that nobody in this project wrote, from their source to queries of a table. */
@NullMarked
package sleeper.instance.realdata;

import org.jspecify.annotations.NullMarked;
