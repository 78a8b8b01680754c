package sleeper.ingest.pipeline;

import java.util.List;
import sleeper.core.partition.Partition;
import sleeper.ingest.finish.FinishCounts;
import sleeper.ingest.finish.FinishSettings;
import sleeper.ingest.output.FileSink;

/**
 * What leaves are written with.
 *
 * @param finish how
 * @param counts what counts the ways in which they were written
 * @param sink where to
 * @param leaves the leaves, in the order of the tree
 * @param progress who hears of it
 */
record LeafRoundSettings(
    FinishSettings finish,
    FinishCounts counts,
    FileSink sink,
    List<Partition> leaves,
    ProgressListener progress) {}
