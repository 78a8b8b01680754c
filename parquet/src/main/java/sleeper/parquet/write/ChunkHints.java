package sleeper.parquet.write;

/**
 * What the values of a column chunk alone do not tell.
 *
 * @param dictionary whether they may be written as ids
 * @param sorted whether they are known to be in order
 */
record ChunkHints(DictionaryUse dictionary, boolean sorted) {}
