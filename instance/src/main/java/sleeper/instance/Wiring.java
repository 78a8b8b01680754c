package sleeper.instance;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.error.NearestName;
import sleeper.core.ingest.LocalRunOwner;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunSettings;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.DiskBudgetPolicy;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.statestore.snapshot.SnapshotStorage;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.SourceFiles;
import sleeper.core.table.TableId;
import sleeper.core.table.TableStore;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestEnvironment;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestListener;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.runner.MemoryNeed;
import sleeper.instance.backend.Backend;
import sleeper.statestore.snapshot.ArrowSnapshots;

/** The adapters of an instance put together for its tables. Thread-safe. */
final class Wiring {

  private final Backend backend;
  private final RunEnvironment environment;
  private final Map<TableId, InstanceTable> tables = new ConcurrentHashMap<>();

  Wiring(Backend backend) {
    this.backend = backend;
    environment = RunEnvironment.system(new LocalRunOwner(), () -> UUID.randomUUID().toString());
  }

  InstanceProperties properties() {
    return backend.properties();
  }

  Backend backend() {
    return backend;
  }

  TableStore index() {
    return backend.tables();
  }

  ObjectStore objects() {
    return backend.objects();
  }

  /** Where the snapshots of all tables are kept. */
  SnapshotStorage snapshots() {
    return new SnapshotStorage(backend.snapshotRecords(), backend.objects(), new ArrowSnapshots());
  }

  RunEnvironment environment() {
    return environment;
  }

  Clock clock() {
    return environment.commits().clock();
  }

  RunSettings runSettings() {
    Duration lease = Duration.ofSeconds(properties().get(InstanceProperty.INGEST_LEASE_SECONDS));
    return RunSettings.DEFAULT.withLease(lease, RunSettings.DEFAULT.clockSkew());
  }

  IngestSettings ingestSettings() {
    InstanceProperties properties = properties();
    int threads = properties.get(InstanceProperty.INGEST_THREADS);
    DiskBudgetPolicy policy = properties.get(InstanceProperty.INGEST_DISK_BUDGET_POLICY);
    return new IngestSettings(
        properties.get(InstanceProperty.INGEST_MEMORY_BUDGET).bytes(),
        properties.get(InstanceProperty.INGEST_DISK_BUDGET).bytes(),
        properties
            .find(InstanceProperty.INGEST_SPILL_DIRECTORY)
            .map(Path::of)
            .orElse(backend.spillFolder()),
        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        policy == DiskBudgetPolicy.FLUSH ? FullPolicy.FLUSH : FullPolicy.REFUSE);
  }

  /** What a job needs whose table has the instance's defaults. */
  MemoryNeed memoryNeed(FullPolicy fullPolicy) {
    ByteSize page = TableProperties.empty(properties()).get(TableProperty.PAGE_SIZE);
    return MemoryNeed.of(page.toIntExact(), objects().bytesPerWriter(), fullPolicy);
  }

  /** Adds rows to tables, from files of these sources. */
  IngestFactory ingestFactory(SourceFiles sources) {
    IngestEnvironment ingest =
        new IngestEnvironment(
            name -> find(name).ingestTarget(),
            objects(),
            sources,
            () -> UUID.randomUUID().toString(),
            clock());
    return new IngestFactory(ingest, ingestSettings(), IngestListener.NONE);
  }

  /** All tables, in the order of their names. */
  List<InstanceTable> all() {
    return index().list().stream().map(this::table).toList();
  }

  /**
   * The table of a name.
   *
   * @throws InvalidInput if there is none, with the name that is nearest
   */
  InstanceTable find(String name) {
    return index()
        .findByName(name)
        .map(this::table)
        .orElseThrow(() -> new InvalidInput(unknown(name)));
  }

  /** Its states are kept, so that each reads only what is new. */
  InstanceTable table(TableId id) {
    return tables.computeIfAbsent(id, missing -> new InstanceTable(missing, this));
  }

  void forget(TableId id) {
    tables.remove(id);
  }

  private String unknown(String name) {
    List<String> names = index().list().stream().map(TableId::name).toList();
    if (names.isEmpty()) {
      return "There is no table %s; there are no tables yet".formatted(name);
    }
    return NearestName.of(name, names)
        .map(near -> "There is no table %s; did you mean %s?".formatted(name, near))
        .orElseGet(
            () -> "There is no table %s; there are %s".formatted(name, String.join(", ", names)));
  }
}
