package sleeper.core.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The members of a message that mean something, as they were written; null where missing. */
record JobMessageMembers(
    @Nullable String id,
    @Nullable String tableName,
    @Nullable String tableId,
    @Nullable List<@Nullable String> files) {}
