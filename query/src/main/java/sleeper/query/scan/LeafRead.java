package sleeper.query.scan;

import java.util.List;
import sleeper.core.partition.Partition;

/**
 * A leaf partition to read.
 *
 * @param leaf the partition
 * @param files its files and those of its ancestors, in the order in which equal keys are given
 */
record LeafRead(Partition leaf, List<FileRead> files) {}
