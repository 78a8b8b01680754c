package sleeper.instance;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sleeper.core.error.CorruptData;
import sleeper.core.ingest.CollectedTable;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.LogUnreferencedFiles;
import sleeper.core.ingest.RunSettings;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.core.statestore.log.CommitRetries;
import sleeper.core.statestore.log.LoggedTable;
import sleeper.core.statestore.log.TableSnapshots;
import sleeper.core.statestore.log.TransactionCommitter;
import sleeper.core.statestore.log.TransactionLogStates;
import sleeper.core.statestore.snapshot.SnapshotLoader;
import sleeper.core.statestore.snapshot.SnapshotPolicy;
import sleeper.core.statestore.snapshot.StoredSnapshots;
import sleeper.core.storage.ReadableObject;
import sleeper.core.table.TableId;
import sleeper.ingest.runner.IngestTarget;
import sleeper.parquet.write.WriteSettings;

/** A table of an instance with everything that works on it. Thread-safe. */
final class InstanceTable {

  private final TableId id;
  private final Wiring wiring;
  private final TransactionLogStates states;

  InstanceTable(TableId id, Wiring wiring) {
    this.id = id;
    this.wiring = wiring;
    LoggedTable logged = new LoggedTable(id.id(), id.name(), () -> properties().schema());
    SnapshotLoader snapshots =
        new StoredSnapshots(wiring.snapshots(), id.id(), () -> properties().schema());
    states = new TransactionLogStates(logged, wiring.backend().transactionLogs(), snapshots);
  }

  TableId id() {
    return id;
  }

  TransactionLogStates states() {
    return states;
  }

  TableProperties properties() {
    return TableProperties.of(wiring.properties(), wiring.index().properties(id));
  }

  TransactionCommitter committer() {
    return new TransactionCommitter(
        states, commitRetries(properties()), wiring.environment().commits());
  }

  IngestTarget ingestTarget() {
    TableProperties properties = properties();
    IngestTable table =
        new IngestTable(id.id(), id.name(), states, wiring.backend().ingestCommitStore());
    RunSettings settings = wiring.runSettings().withRetries(commitRetries(properties));
    IngestRuns runs = new LedgerIngestRuns(table, settings, wiring.environment());
    return new IngestTarget(
        id.id(), id.name(), new SnapshottingRuns(runs, snapshots()), WriteSettings.of(properties));
  }

  private static CommitRetries commitRetries(TableProperties properties) {
    int longest = properties.get(TableProperty.MAX_RETRY_WAIT_MILLIS);
    int first = Math.min(longest, properties.get(TableProperty.FIRST_RETRY_WAIT_MILLIS));
    return new CommitRetries(
        properties.get(TableProperty.ADD_TRANSACTION_ATTEMPTS),
        Duration.ofMillis(first),
        Duration.ofMillis(longest));
  }

  CollectedTable collected() {
    Duration delay = Duration.ofMinutes(properties().get(TableProperty.GC_DELAY_MINUTES));
    return new CollectedTable(id.name(), new LogUnreferencedFiles(states, committer()), delay);
  }

  /** Its snapshots, written as often as its properties say. */
  TableSnapshots snapshots() {
    int every = properties().get(TableProperty.SNAPSHOT_EVERY_TRANSACTIONS);
    SnapshotPolicy policy =
        wiring.backend().isShared() ? SnapshotPolicy.NEVER : new SnapshotPolicy(every);
    return new TableSnapshots(states, wiring.snapshots(), policy, wiring.clock());
  }

  /** The table with what was set for it, without what every table has in its place anyway. */
  TableDetails details() {
    Map<String, String> set = new LinkedHashMap<>(properties().asMap());
    List.of(TableProperty.ID, TableProperty.NAME, TableProperty.SCHEMA)
        .forEach(property -> set.remove(property.name()));
    return new TableDetails(id.id(), id.name(), set, states.latest());
  }

  /** The data files of a version, ordered by name. */
  List<DataFile> files(TableState state) throws IOException {
    Map<String, List<FileReference>> byName = new LinkedHashMap<>();
    for (FileReference reference : state.references()) {
      byName.computeIfAbsent(reference.filename(), name -> new ArrayList<>()).add(reference);
    }
    List<DataFile> files = new ArrayList<>();
    for (Map.Entry<String, List<FileReference>> each : byName.entrySet()) {
      String filename = each.getKey();
      files.add(
          new DataFile(
              filename,
              wiring.objects().externalName(filename),
              size(filename),
              each.getValue(),
              state.addedAt(filename)));
    }
    return files;
  }

  private long size(String filename) throws IOException {
    try (ReadableObject file = wiring.objects().open(filename)) {
      return file.length();
    } catch (NoSuchFileException e) {
      throw new CorruptData("Data file %s of table %s is gone".formatted(filename, id.name()), e);
    }
  }
}
