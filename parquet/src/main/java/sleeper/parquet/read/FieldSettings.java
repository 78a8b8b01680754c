package sleeper.parquet.read;

import sleeper.core.schema.Field;

/**
 * What the readers of fields need to know.
 *
 * @param file the file's name
 * @param field the table's field
 * @param isKey whether it is a row or sort key
 * @param capacity the most rows of a block
 * @param maxBytes the bytes of values after which a block is full, where they have any length
 * @param maxRowBytes the most bytes that the values of one row may have, which is a block alone
 *     then
 */
record FieldSettings(
    String file, Field field, boolean isKey, int capacity, int maxBytes, int maxRowBytes) {}
