package sleeper.parquet.write;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/**
 * A data page that is ready but for compression.
 *
 * @param content repetition levels, definition levels, values, one after another
 * @param levels what the levels say and how many bytes they take
 * @param encoding how the values are encoded
 * @param statistics null count and, unless a NaN makes them useless, the bounds of the values
 * @param bounded whether the bounds hold for every value
 */
record DataPage(
    PageBuffer content,
    PageLevels levels,
    Encoding encoding,
    Statistics<?> statistics,
    boolean bounded) {}
