package sleeper.core.ingest.contract;

import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.UnreferencedFiles;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.TableStates;

/** An adapter under test, with what else belongs to its instance. */
public interface StoreFixture extends AutoCloseable {

  /** The clock that changes of tables are dated by. */
  ManualClock clock();

  /** The store under test. */
  IngestCommitStore store();

  /** Makes a table with {@link TestTrees#SCHEMA}. */
  void createTable(String tableId, PartitionTree tree);

  /** The states of a table that was made here. */
  TableStates states(String tableId);

  /** Gives a table another tree in place of the one it has. */
  void replacePartitions(String tableId, PartitionTree tree);

  /** Splits a leaf as {@link TestTrees#split} says. */
  void split(String tableId, String leafId);

  /** Clears a table. */
  void clear(String tableId);

  /** Whether a table was made and not dropped. */
  boolean exists(String tableId);

  /** Drops a table. */
  void drop(String tableId);

  /** The files of a table without references. */
  UnreferencedFiles unreferenced(String tableId);

  /** The tables that were dropped. */
  DroppedTables dropped();

  @Override
  void close();
}
