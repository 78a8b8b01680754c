package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import sleeper.core.ingest.CollectReport;
import sleeper.core.ingest.JobRecord;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.row.CloseableIterator;
import sleeper.core.row.Row;
import sleeper.ingest.runner.IngestFactory;
import sleeper.instance.DataFile;
import sleeper.instance.SleeperInstance;
import sleeper.query.Query;
import sleeper.query.QueryResults;
import sleeper.query.TableQuery;

/** An instance in a folder with a table of numbered rows, and what must hold whatever happened. */
final class TestInstance implements AutoCloseable {

  static final String TABLE = NumberedRows.TABLE;

  private static final int ALL_JOBS = 1000;

  private final Path folder;
  private final SleeperInstance instance;

  private TestInstance(Path folder, SleeperInstance instance) {
    this.folder = folder;
    this.instance = instance;
  }

  static TestInstance create(Path folder) {
    InstanceProperties small =
        InstanceProperties.empty().withText("sleeper.ingest.memory.budget.bytes", "16M");
    SleeperInstance instance = SleeperInstance.init(folder, small);
    instance.tables().create(NumberedRows.table());
    return new TestInstance(folder, instance);
  }

  static TestInstance open(Path folder) {
    return new TestInstance(folder, SleeperInstance.open(folder));
  }

  Path folder() {
    return folder;
  }

  SleeperInstance instance() {
    return instance;
  }

  IngestFactory factory() {
    return instance.ingestFactory();
  }

  List<Row> rows() throws IOException {
    return rows(query -> query);
  }

  List<Row> rows(UnaryOperator<Query.Builder> conditions) throws IOException {
    TableQuery table = instance.query(TABLE);
    List<Row> rows = new ArrayList<>();
    try (QueryResults results = table.run(conditions.apply(table.query()).build());
        CloseableIterator<Row> iterator = results.rows()) {
      iterator.forEachRemaining(rows::add);
    }
    return rows;
  }

  List<JobRecord> jobs() {
    return instance.jobs(TABLE, ALL_JOBS);
  }

  /** Collects, which must go without problems. */
  CollectReport collect() {
    CollectReport report = instance.collect();
    assertThat(report.problems()).isEmpty();
    return report;
  }

  /** All files below a folder of the instance, half-written ones too, but for snapshots. */
  List<String> filesBelow(String name) throws IOException {
    Path below = folder.resolve(name);
    if (!Files.isDirectory(below)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(below)) {
      return paths
          .filter(path -> !Files.isDirectory(path))
          .map(path -> below.relativize(path).toString())
          .filter(path -> !path.contains("/statestore/snapshots/"))
          .sorted()
          .toList();
    }
  }

  /** Every file is one of the table's, and nothing is spilled. */
  void assertNothingUntracked() throws IOException {
    Set<String> tracked = new HashSet<>();
    for (DataFile file : instance.tables().files(TABLE, OptionalLong.empty())) {
      tracked.add(file.filename());
      tracked.add(file.filename().replaceFirst("\\.parquet$", ".sketches"));
    }
    assertThat(filesBelow("data")).containsExactlyInAnyOrderElementsOf(tracked);
    assertThat(filesBelow("tmp")).isEmpty();
  }

  /** What lies in the table's folder of snapshots, half-written files included. */
  List<String> snapshotFiles() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
      return paths
          .filter(path -> !Files.isDirectory(path))
          .map(Path::toString)
          .filter(path -> path.contains("/statestore/snapshots/"))
          .sorted()
          .toList();
    }
  }

  /** No job ever was: not in the log, not on the disk, not as an intent. */
  void assertUntouched() throws IOException {
    assertThat(instance.tables().find(TABLE).rows()).isZero();
    assertThat(filesBelow("data")).isEmpty();
    assertThat(filesBelow("tmp")).isEmpty();
    assertThat(jobs()).isEmpty();
  }

  @Override
  public void close() {
    instance.close();
  }
}
