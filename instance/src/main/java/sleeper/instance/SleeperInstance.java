package sleeper.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.JobRecords;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.storage.SourceFiles;
import sleeper.ingest.runner.IngestFactory;
import sleeper.instance.aws.AwsBackend;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.backend.Backend;
import sleeper.instance.folder.FolderBackend;
import sleeper.query.TableQuery;
import sleeper.query.scan.Placement;
import sleeper.query.scan.ScanSettings;

/**
 * An instance in a folder of this machine: tables, their data files, and everything known about
 * them. Here Java programs start.
 *
 * <pre>{@code
 * Schema schema =
 *     Schema.builder()
 *         .rowKey("sensor", PrimitiveType.STRING)
 *         .sortKey("time", PrimitiveType.TIMESTAMP)
 *         .value("temperature", PrimitiveType.DOUBLE)
 *         .build();
 * try (SleeperInstance instance = SleeperInstance.init(Path.of("my-instance"))) {
 *   instance.tables().create(NewTable.named("readings", schema));
 *   instance.ingestFactory().ingest("readings", rows);
 *   TableQuery readings = instance.query("readings");
 *   try (QueryResults results = readings.run(readings.query().key("sensor-7").build())) {
 *     results.rows().forEachRemaining(System.out::println);
 *   }
 * }
 * }</pre>
 *
 * <p>The folder has the state store in {@code instance.db}, data files in {@code data} and what
 * jobs spill in {@code tmp}. It can be moved while nobody has it open. Any number of programs may
 * have it open at once, on one machine; the folder has to be on a local disk. Thread-safe. Close it
 * after everything that came from it.
 *
 * <p>What the state store cannot read or write is thrown as {@link UncheckedIOException}.
 */
public final class SleeperInstance implements AutoCloseable {

  private final Wiring wiring;
  private final InstanceTables tables;
  private final Optional<AwsClients> clients;

  private SleeperInstance(Backend backend, Optional<AwsClients> clients) {
    this.clients = clients;
    wiring = new Wiring(backend);
    tables = new InstanceTables(wiring);
  }

  /**
   * Makes an instance in a folder, which is made if it is not there, and opens it.
   *
   * @throws InvalidInput if the folder is an instance already, or is no folder
   */
  public static SleeperInstance init(Path path) {
    return init(path, InstanceProperties.empty());
  }

  /**
   * Makes an instance with these properties in a folder, and opens it.
   *
   * @throws InvalidInput if the folder is an instance already, or is no folder
   */
  public static SleeperInstance init(Path path, InstanceProperties properties) {
    return new SleeperInstance(
        FolderBackend.create(path, properties, Clock.systemUTC()), Optional.empty());
  }

  /**
   * Opens an instance.
   *
   * @throws InvalidInput if the folder is not an instance
   */
  public static SleeperInstance open(Path path) {
    return new SleeperInstance(FolderBackend.open(path, Clock.systemUTC()), Optional.empty());
  }

  /**
   * Opens an instance on AWS, with the credentials, region and endpoints that the AWS SDK finds.
   *
   * @param instanceId the id that the instance was deployed under, by us or by Sleeper
   * @throws InvalidInput if there is none of that id
   */
  public static SleeperInstance connect(String instanceId) {
    return connect(AwsClients.ofEnvironment(), instanceId);
  }

  /**
   * Opens an instance on AWS by these clients, which are closed with it.
   *
   * @throws InvalidInput if there is none of that id
   */
  public static SleeperInstance connect(AwsClients clients, String instanceId) {
    return opened(clients, () -> AwsBackend.open(clients, instanceId, Clock.systemUTC()));
  }

  /**
   * Opens the instance on AWS whose properties are in a config bucket, by these clients, which are
   * closed with it.
   *
   * @throws InvalidInput if there is none
   */
  public static SleeperInstance connectToBucket(AwsClients clients, String configBucket) {
    return opened(clients, () -> AwsBackend.openBucket(clients, configBucket, Clock.systemUTC()));
  }

  private static SleeperInstance opened(AwsClients clients, Supplier<Backend> backend) {
    try {
      return new SleeperInstance(backend.get(), Optional.of(clients));
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  /** An instance whose adapters the caller has made; they are closed with it. */
  public static SleeperInstance of(Backend backend) {
    return new SleeperInstance(backend, Optional.empty());
  }

  /** Where it is: the absolute path of its folder, or its id. */
  public String location() {
    return wiring.backend().location();
  }

  /**
   * How an instance on AWS is reached, for what is not an instance's own; empty for one in a
   * folder. The clients are closed with the instance.
   */
  public Optional<AwsClients> awsClients() {
    return clients;
  }

  /** What was set for the instance, and defaults for the rest. */
  public InstanceProperties properties() {
    return wiring.properties();
  }

  /**
   * A Parquet file that a table is to be made for, or those below a folder, wherever the instance
   * takes files from.
   *
   * @throws InvalidInput if there is none
   */
  public InputFiles inputFiles(String path) throws IOException {
    return new InputFiles(wiring.backend().sourceFiles(), path);
  }

  /** Where input files come from, as paths on a command line name them. */
  public SourceFiles sourceFiles() {
    return wiring.backend().sourceFiles();
  }

  /** Makes, lists, changes and drops tables. */
  public InstanceTables tables() {
    return tables;
  }

  /** Adds rows to tables, within the budgets that the instance's properties set. */
  public IngestFactory ingestFactory() {
    return wiring.ingestFactory(wiring.backend().sourceFiles());
  }

  /** Does jobs that come as messages. */
  public IngestTasks ingestTasks() {
    return new IngestTasks(wiring);
  }

  /** Tells what became of jobs that came as messages. */
  public JobReports jobReports() {
    return new JobReports(wiring);
  }

  /**
   * Reads rows of a table.
   *
   * @throws InvalidInput if there is no such table
   */
  public TableQuery query(String tableName) {
    InstanceTable table = wiring.find(tableName);
    Placement placement = wiring.backend().isShared() ? Placement.SLEEPERS : Placement.OURS;
    ScanSettings settings =
        ScanSettings.defaults(wiring.ingestSettings().spillDirectory()).withPlacement(placement);
    return TableQuery.of(tableName, table.states(), wiring.objects(), settings);
  }

  /**
   * The newest jobs of a table: committed, running and dead ones.
   *
   * @return newest first, at most {@code limit}
   * @throws InvalidInput if there is no such table
   */
  public List<JobRecord> jobs(String tableName, int limit) {
    InstanceTable table = wiring.find(tableName);
    return jobRecords().list(table.id().id(), table.states().latest().life(), limit);
  }

  /**
   * A job of a table, if it was committed or a run of it has not ended.
   *
   * @throws InvalidInput if there is no such table
   */
  public Optional<JobRecord> job(String tableName, String jobId) {
    InstanceTable table = wiring.find(tableName);
    return jobRecords().find(table.id().id(), table.states().latest().life(), jobId);
  }

  private JobRecords jobRecords() {
    return new JobRecords(
        wiring.backend().ingestCommitStore(), wiring.runSettings(), wiring.environment());
  }

  /**
   * Deletes once what nothing refers to and nobody is at work on: uploads of dead runs, files that
   * were cleared or replaced a while ago, files of dropped tables, old snapshots. Any number of
   * programs may do so at once.
   */
  public CollectReport collect() {
    return collect(() -> false);
  }

  /**
   * The same until its time is over, which is asked before each step: the next time does the rest.
   *
   * @param isTimeOver once true, always true
   */
  public CollectReport collect(BooleanSupplier isTimeOver) {
    return upkeep().collect(isTimeOver);
  }

  /**
   * Writes a snapshot of each table whose log has grown long behind its newest one, and deletes old
   * ones, until its time is over. Nothing is written on an instance that is shared with Sleeper,
   * which does so itself. Any number of programs may do so at once.
   *
   * @param isTimeOver once true, always true
   */
  public SnapshotReport writeSnapshots(BooleanSupplier isTimeOver) {
    return upkeep().writeSnapshots(isTimeOver);
  }

  private Upkeep upkeep() {
    return new Upkeep(wiring);
  }

  @Override
  public void close() {
    wiring.backend().close();
  }
}
