package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.TableState;

class SnapshotsTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();
  private static final String EVERY =
      "sleeper.table.statestore.transactionlog.snapshot.every.transactions";

  @TempDir private Path temporary;

  @Test
  void shouldWriteSnapshotsAfterIngestsAndReadFromThemWhereOthersFollow() throws IOException {
    Path folder = temporary.resolve("instance");
    try (SleeperInstance instance = SleeperInstance.init(folder)) {
      instance.tables().create(NewTable.named("t", SCHEMA).withProperties(Map.of(EVERY, "3")));
      for (long i = 0; i < 7; i++) {
        instance.ingestFactory().ingest("t", List.of(Row.of(SCHEMA, i)));
      }
    }

    assertThat(snapshots(folder))
        .containsExactly("3-files.arrow", "3-history.arrow", "6-files.arrow", "6-history.arrow");
    try (SleeperInstance instance = SleeperInstance.open(folder)) {
      TableState state = instance.tables().state("t", OptionalLong.empty());
      assertThat(state.version()).isEqualTo(7);
      assertThat(state.references())
          .hasSize(7)
          .allSatisfy(reference -> assertThat(state.addedAt(reference.filename())).isPresent());
      assertThat(instance.tables().state("t", OptionalLong.of(2)).references()).hasSize(2);
      assertThat(instance.tables().state("t", OptionalLong.of(4)).references()).hasSize(4);
    }
  }

  private static List<String> snapshots(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".arrow"))
          .sorted()
          .toList();
    }
  }
}
