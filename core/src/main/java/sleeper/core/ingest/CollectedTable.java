package sleeper.core.ingest;

import java.time.Duration;

/**
 * A table to collect in.
 *
 * @param name how people call it
 * @param files its files without references
 * @param delay how long those stay, for queries under way: {@code sleeper.table.gc.delay.minutes}
 */
public record CollectedTable(String name, UnreferencedFiles files, Duration delay) {}
