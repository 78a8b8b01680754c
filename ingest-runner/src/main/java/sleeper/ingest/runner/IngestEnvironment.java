package sleeper.ingest.runner;

import java.time.Clock;
import java.util.function.Supplier;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;

/**
 * What ingest jobs of an instance work with.
 *
 * @param tables finds tables by name
 * @param store where data files go
 * @param sourceFiles where input files come from
 * @param jobIds makes ids for jobs that have none
 * @param clock tells the time
 */
public record IngestEnvironment(
    IngestTarget.Finder tables,
    ObjectStore store,
    SourceFiles sourceFiles,
    Supplier<String> jobIds,
    Clock clock) {

  String newJobId() {
    return jobIds.get();
  }
}
