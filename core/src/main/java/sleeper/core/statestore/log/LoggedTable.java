package sleeper.core.statestore.log;

import java.util.function.Supplier;
import sleeper.core.schema.Schema;

/**
 * The table that logs belong to.
 *
 * @param id its id
 * @param name what people call it
 * @param schema reads its columns as they are now
 */
public record LoggedTable(String id, String name, Supplier<Schema> schema) {}
