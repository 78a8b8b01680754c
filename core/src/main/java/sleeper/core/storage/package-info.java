/** Ports for objects that are written once and read at any place: data files and input files. */
@NullMarked
package sleeper.core.storage;

import org.jspecify.annotations.NullMarked;
