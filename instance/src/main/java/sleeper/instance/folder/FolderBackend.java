package sleeper.instance.folder;

import java.nio.file.Path;
import java.time.Clock;
import sleeper.core.ingest.DroppedTables;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.statestore.log.TransactionLogs;
import sleeper.core.statestore.snapshot.SnapshotRecords;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableStore;
import sleeper.instance.backend.Backend;
import sleeper.statestore.sqlite.SqliteInstanceDatabase;
import sleeper.storage.local.LocalObjectStore;
import sleeper.storage.local.LocalSourceFiles;

/** An instance in a folder of this machine: SQLite and files. */
public final class FolderBackend implements Backend {

  private final InstanceFolder folder;
  private final SqliteInstanceDatabase database;
  private final InstanceProperties properties;
  private final ObjectStore objects;
  private final TableStore tables;

  private FolderBackend(InstanceFolder folder, SqliteInstanceDatabase database, Clock clock) {
    this.folder = folder;
    this.database = database;
    properties = InstanceProperties.of(database.instanceProperties());
    objects = new LocalObjectStore(folder.data());
    tables = database.tables(clock);
  }

  /**
   * Makes an instance in a folder and opens it.
   *
   * @throws sleeper.core.error.InvalidInput if there is one already, or something is in the way
   */
  public static FolderBackend create(Path path, InstanceProperties properties, Clock clock) {
    InstanceFolder folder = new InstanceFolder(path);
    folder.make();
    return opened(
        folder, SqliteInstanceDatabase.create(folder.database(), properties.asMap()), clock);
  }

  /**
   * Opens the instance in a folder.
   *
   * @throws sleeper.core.error.InvalidInput if there is none
   */
  public static FolderBackend open(Path path, Clock clock) {
    InstanceFolder folder = new InstanceFolder(path);
    folder.requireInstance();
    return opened(folder, SqliteInstanceDatabase.open(folder.database()), clock);
  }

  private static FolderBackend opened(
      InstanceFolder folder, SqliteInstanceDatabase database, Clock clock) {
    try {
      return new FolderBackend(folder, database, clock);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  @Override
  public String location() {
    return folder.root().toString();
  }

  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public InstanceProperties properties() {
    return properties;
  }

  @Override
  public TableStore tables() {
    return tables;
  }

  @Override
  public TransactionLogs transactionLogs() {
    return database.transactionLogs();
  }

  @Override
  public SnapshotRecords snapshotRecords() {
    return database.snapshotRecords();
  }

  @Override
  public IngestCommitStore ingestCommitStore() {
    return database.ingestCommitStore();
  }

  @Override
  public DroppedTables droppedTables() {
    return database.droppedTables();
  }

  @Override
  public ObjectStore objects() {
    return objects;
  }

  @Override
  public SourceFiles sourceFiles() {
    return new LocalSourceFiles();
  }

  @Override
  public Path spillFolder() {
    return folder.spill();
  }

  @Override
  public void close() {
    database.close();
  }
}
