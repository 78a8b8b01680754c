package sleeper.core.ingest.contract;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import sleeper.core.ingest.LogUnreferencedFiles;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.InitialisePartitions;
import sleeper.core.statestore.transaction.SplitPartition;

/** Tables of a fixture over its transaction logs. Thread-safe. */
public final class LogTables {

  private final TransactionLogs logs;
  private final Clock clock;
  private final Map<String, TransactionLogStates> states = new HashMap<>();

  public LogTables(TransactionLogs logs, Clock clock) {
    this.logs = logs;
    this.clock = clock;
  }

  /** Gives a new table its partitions. */
  public void initialise(String tableId, PartitionTree tree) {
    committer(tableId).commit(new InitialisePartitions(new ArrayList<>(tree.all())));
  }

  /** The states of a table. */
  public synchronized TransactionLogStates states(String tableId) {
    return states.computeIfAbsent(
        tableId,
        id ->
            new TransactionLogStates(
                new LoggedTable(id, "table-name", () -> TestTrees.SCHEMA),
                logs,
                SnapshotLoader.NONE));
  }

  /** Splits a leaf. */
  public void split(String tableId, String leafId) {
    Partition leaf = states(tableId).latest().partitions().partition(leafId);
    List<Partition> after = TestTrees.split(leaf);
    committer(tableId).commit(new SplitPartition(after.get(0), after.subList(1, after.size())));
  }

  /** Clears a table. */
  public void clear(String tableId) {
    committer(tableId).commit(new ClearFiles());
  }

  /** The files of a table without references. */
  public UnreferencedFiles unreferenced(String tableId) {
    return new LogUnreferencedFiles(states(tableId), committer(tableId));
  }

  private TransactionCommitter committer(String tableId) {
    CommitEnvironment environment =
        new CommitEnvironment(clock, () -> ThreadLocalRandom.current().nextDouble(), Thread::sleep);
    return new TransactionCommitter(states(tableId), CommitRetries.DEFAULT, environment);
  }
}
