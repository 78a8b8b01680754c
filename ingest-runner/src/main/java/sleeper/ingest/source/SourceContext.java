package sleeper.ingest.source;

import java.util.function.Consumer;

/**
 * What a source is given besides the schema.
 *
 * @param memoryBytes the most memory that it may take, a share of the job's budget; what it takes
 *     is not there for anything else, so it takes no more than it needs
 * @param jobMemoryBytes the job's whole memory budget, of which one row may take a quarter
 * @param notices hears what the user may want to know, such as columns that are ignored
 */
public record SourceContext(long memoryBytes, long jobMemoryBytes, Consumer<String> notices) {}
