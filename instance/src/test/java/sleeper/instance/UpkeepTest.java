package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

class UpkeepTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final String SNAPSHOT_EVERY =
      "sleeper.table.statestore.transactionlog.snapshot.every.transactions";
  private static final String DELAY = "sleeper.table.gc.delay.minutes";

  @TempDir private Path folder;
  private SleeperInstance instance;

  @BeforeEach
  void open() throws IOException {
    instance = SleeperInstance.init(folder.resolve("instance"));
    for (String table : List.of("a", "b", "c")) {
      Map<String, String> properties = Map.of(SNAPSHOT_EVERY, "0", DELAY, "0");
      instance.tables().create(NewTable.named(table, SCHEMA).withProperties(properties));
      instance.ingestFactory().ingest(table, List.of(Row.of(SCHEMA, 1L)));
    }
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldWriteASnapshotOfEachTableWhoseLogHasGrown() {
    instance.tables().changeProperties("a", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    instance.tables().changeProperties("b", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    instance.tables().changeProperties("c", Map.of(SNAPSHOT_EVERY, "100"), Set.of());

    SnapshotReport first = instance.writeSnapshots(() -> false);
    assertThat(first.tables()).isEqualTo(3);
    assertThat(first.written()).isEqualTo(4);
    assertThat(first.problems()).isEmpty();
    assertThat(instance.writeSnapshots(() -> false).written()).isZero();
  }

  @Test
  void shouldGoOnTheNextTimeWhenTheTimeIsOver() {
    for (String table : List.of("a", "b", "c")) {
      instance.tables().changeProperties(table, Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    }

    assertThat(instance.writeSnapshots(new Steps(1)).tables()).isEqualTo(1);
    assertThat(instance.writeSnapshots(() -> true).tables()).isZero();

    int written = 2;
    for (int runs = 0; written < 6; runs++) {
      written += instance.writeSnapshots(new Steps(1)).written();
      assertThat(runs).as("a table is always behind").isLessThan(1000);
    }
  }

  @Test
  void shouldCollectNoMoreWhenTheTimeIsOver() {
    List.of("a", "b", "c").forEach(instance.tables()::clear);

    assertThat(instance.collect(() -> true).filesDeleted()).isZero();
    assertThat(instance.collect(new Steps(2)).filesDeleted()).isEqualTo(1);
    assertThat(instance.collect().filesDeleted()).isEqualTo(2);
  }

  @Test
  void shouldTellWhatItCouldNotDo() throws IOException {
    instance.tables().changeProperties("a", Map.of(SNAPSHOT_EVERY, "1"), Set.of());
    String id = instance.tables().find("a").id();
    Path data = folder.resolve("instance/data").resolve(id);
    Files.createDirectories(data);
    Path snapshots = data.resolve("statestore");
    assertThat(snapshots).doesNotExist();
    Files.createFile(snapshots);

    SnapshotReport report = instance.writeSnapshots(() -> false);

    assertThat(report.tables()).isEqualTo(3);
    assertThat(report.problems())
        .singleElement()
        .asString()
        .startsWith("Could not write a snapshot of table a: ");
    assertThat(instance.tables().state("a", OptionalLong.empty()).version()).isEqualTo(1);
  }

  /** Lets a number of questions pass before it says that the time is over. */
  private static final class Steps implements BooleanSupplier {

    private int left;

    private Steps(int left) {
      this.left = left;
    }

    @Override
    public boolean getAsBoolean() {
      return left-- <= 0;
    }
  }
}
