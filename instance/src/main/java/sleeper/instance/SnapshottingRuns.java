package sleeper.instance;

import java.util.List;
import java.util.Optional;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.TableSnapshots;

/** Runs of ingest jobs that write a snapshot after a commit where one is due. */
final class SnapshottingRuns implements IngestRuns {

  private final IngestRuns runs;
  private final TableSnapshots snapshots;

  SnapshottingRuns(IngestRuns runs, TableSnapshots snapshots) {
    this.runs = runs;
    this.snapshots = snapshots;
  }

  @Override
  public RunStart start(JobRequest request) {
    RunStart start = runs.start(request);
    return start instanceof RunStart.Started started
        ? new RunStart.Started(new SnapshottingRun(started.run()))
        : start;
  }

  @Override
  public Optional<RunStart> find(String jobId) {
    return runs.find(jobId);
  }

  private final class SnapshottingRun implements IngestRun {

    private final IngestRun run;

    private SnapshottingRun(IngestRun run) {
      this.run = run;
    }

    @Override
    public String runId() {
      return run.runId();
    }

    @Override
    public Schema schema() {
      return run.schema();
    }

    @Override
    public PartitionTree partitions() {
      return run.partitions();
    }

    @Override
    public String keyPrefix() {
      return run.keyPrefix();
    }

    @Override
    public long renewalPeriodMillis() {
      return run.renewalPeriodMillis();
    }

    @Override
    public void renew() {
      run.renew();
    }

    @Override
    public CommitOutcome commit(List<FileReference> references, RunTotals totals) {
      CommitOutcome outcome = run.commit(references, totals);
      snapshots.writeIfDue();
      return outcome;
    }

    @Override
    public void abandon() {
      run.abandon();
    }
  }
}
