package sleeper.query.scan;

import sleeper.core.schema.Schema;
import sleeper.query.filter.RowFilter;

/**
 * What to read of a data file.
 *
 * @param schema the columns to read, which are the schema of the blocks
 * @param filter rows that it does not keep need not be read
 * @param blockRows the most rows in a block
 * @param memoryBytes about how much memory the reader should take
 * @param pageBytes the most memory for pages, where the file has larger ones than that allows for
 */
public record ReadRequest(
    Schema schema, RowFilter filter, int blockRows, long memoryBytes, long pageBytes) {}
