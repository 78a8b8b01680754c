package sleeper.ingest.spill;

/**
 * A section of rows in memory, in the order of partitions.
 *
 * @param chunk the memory
 * @param position where in it the section begins
 * @param length how many bytes it has
 * @param starts the first row of each partition, and, one further, how many rows there are
 */
record StoredSection(Chunk chunk, int position, int length, int[] starts) {}
