package sleeper.ingest.spill;

import java.nio.file.Path;
import sleeper.core.schema.Schema;

/**
 * What rows are kept by partition with.
 *
 * @param schema their fields
 * @param arenaBytes the memory outside the heap that holds them
 * @param stageBytes about the size of a slice in the spill file, and of the two buffers that it
 *     takes to write one
 * @param folder where the spill file is made, once it is needed
 * @param disk how much of the disk may be used
 */
public record StoreSettings(
    Schema schema, long arenaBytes, int stageBytes, Path folder, DiskBudget disk) {}
