package sleeper.ingest.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.RunTotals;
import sleeper.core.partition.PartitionTree;
import sleeper.core.partition.PartitionTrees;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;

/** A run whose answers a test decides; writes down what was asked of it. */
final class FakeRun implements IngestRun {

  static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  volatile Runnable renewal = () -> {};
  volatile Supplier<CommitOutcome> commit =
      () -> {
        throw new IllegalStateException("No commit is expected");
      };
  volatile long renewalPeriodMillis = 60_000;

  @Override
  public String runId() {
    return "fake";
  }

  @Override
  public Schema schema() {
    return SCHEMA;
  }

  @Override
  public PartitionTree partitions() {
    return PartitionTrees.fromSplitPoints(SCHEMA, List.of(), () -> "root");
  }

  @Override
  public String keyPrefix() {
    return "t/data/run_fake/";
  }

  @Override
  public long renewalPeriodMillis() {
    return renewalPeriodMillis;
  }

  @Override
  public void renew() {
    calls.add("renew");
    renewal.run();
  }

  @Override
  public CommitOutcome commit(List<FileReference> references, RunTotals totals) {
    calls.add("commit " + references.size());
    return commit.get();
  }

  @Override
  public void abandon() {
    calls.add("abandon");
  }
}
