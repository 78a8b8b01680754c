@NullMarked
package sleeper.query.filter;

import org.jspecify.annotations.NullMarked;
