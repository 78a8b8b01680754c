package sleeper.instance.backend;

import java.nio.file.Path;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableStore;

/** The adapters behind the ports of one instance, wherever it is kept. Thread-safe. */
public interface Backend extends AutoCloseable {

  /** Where it is, as people know it: the absolute path of a folder, or an instance id. */
  String location();

  /**
   * Whether Sleeper's own code writes to the instance too, so that nothing may be done that it
   * cannot read, and its own tools trim logs, write snapshots and drop tables.
   */
  boolean isShared();

  /** What was set for the instance. */
  InstanceProperties properties();

  /** Its tables and what was set for them. */
  TableStore tables();

  /** The logs of its tables. */
  TransactionLogs transactionLogs();

  /** Which snapshots there are of its tables. */
  SnapshotRecords snapshotRecords();

  /** Where runs of ingest jobs are kept. */
  IngestCommitStore ingestCommitStore();

  /** The tables that were dropped and whose objects have not all been deleted. */
  DroppedTables droppedTables();

  /** Where data files are kept. */
  ObjectStore objects();

  /** Where input files come from. */
  SourceFiles sourceFiles();

  /** The folder of this machine where jobs spill rows unless a property says otherwise. */
  Path spillFolder();

  @Override
  void close();
}
