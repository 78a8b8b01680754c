package sleeper.statestore.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.CorruptData;
import sleeper.core.partition.Partition;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.golden.GoldenTable;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.AddFilesOrigin;
import sleeper.core.statestore.transaction.AssignJobIds;
import sleeper.core.statestore.transaction.ClearFiles;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.PartitionsState;

class ArrowSnapshotsTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  private final ArrowSnapshots format = new ArrowSnapshots();

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldReadTheFilesThatSleeperWrote(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    byte[] snapshot = golden(table, "5-files.arrow");

    FilesState state = format.readFiles(5, in(snapshot), Optional.empty());

    assertThat(Set.copyOf(state.files())).isEqualTo(Set.copyOf(table.expectedFiles()));
    assertThat(state.number()).isEqualTo(5);
    assertThat(state.earliestReadable()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldReadThePartitionsThatSleeperWrote(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    byte[] snapshot = golden(table, "2-partitions.arrow");

    PartitionsState state = format.readPartitions(2, table.schema(), in(snapshot));

    assertThat(state.tree().orElseThrow().all())
        .containsExactlyInAnyOrderElementsOf(table.expectedPartitions());
  }

  @ParameterizedTest
  @ValueSource(strings = {"longtable", "mixedtable", "bytetable", "twokeys", "inttable"})
  void shouldRewriteWhatSleeperWroteInTheSameColumnsAndBatches(String name) throws IOException {
    GoldenTable table = GoldenTable.load(name);
    byte[] files = golden(table, "5-files.arrow");
    byte[] partitions = golden(table, "2-partitions.arrow");
    ByteArrayOutputStream rewrittenFiles = new ByteArrayOutputStream();
    ByteArrayOutputStream rewrittenPartitions = new ByteArrayOutputStream();

    format.writeFiles(format.readFiles(5, in(files), Optional.empty()), rewrittenFiles);
    format.writePartitions(
        format.readPartitions(2, table.schema(), in(partitions)), rewrittenPartitions);

    assertThat(rows(rewrittenFiles.toByteArray())).isEqualTo(rows(files));
    assertThat(rows(rewrittenPartitions.toByteArray())).isEqualTo(rows(partitions));
  }

  @Test
  void shouldGiveBackFilesOfManyBatchesWithTheirHistory() throws IOException {
    FilesState state = manyFiles(2500);

    FilesState read = format.readFiles(3, in(files(state)), Optional.of(in(history(state))));

    assertThat(rows(files(state))).filteredOn(Integer.class::isInstance).hasSizeGreaterThan(3);
    assertThat(read).isEqualTo(state);
    assertThat(read.file("mem:file-00007").orElseThrow().history().addedAt()).isEqualTo(1);
  }

  @Test
  void shouldGiveBackClearedFilesAndTheLifeTheyLeftBehind() throws IOException {
    FilesState state = manyFiles(10).apply(4, TIME.plusSeconds(9), new ClearFiles());

    FilesState read = format.readFiles(4, in(files(state)), Optional.of(in(history(state))));

    assertThat(read).isEqualTo(state);
    assertThat(read.clearedFiles()).hasSize(10);
    assertThat(read.life()).isEqualTo(4);
  }

  @Test
  void shouldGiveBackAStateWithoutFiles() throws IOException {
    FilesState state = FilesState.empty();

    FilesState read = format.readFiles(0, in(files(state)), Optional.of(in(history(state))));

    assertThat(read).isEqualTo(state);
  }

  @Test
  void shouldGiveBackRegionsOfEveryKeyType() throws IOException {
    Schema.Builder builder = Schema.builder();
    List<Range> ranges = new ArrayList<>();
    Object[] bounds = {
      true,
      -1.5f,
      2.5d,
      Instant.parse("2026-01-02T03:04:05.000000006Z"),
      LocalDate.parse("2026-01-02"),
      new BigDecimal("-12.34"),
      "\u00e4",
      new byte[] {-1, 0},
      7,
      8L
    };
    PrimitiveType[] types = {
      PrimitiveType.BOOLEAN,
      PrimitiveType.FLOAT,
      PrimitiveType.DOUBLE,
      PrimitiveType.TIMESTAMP,
      PrimitiveType.DATE,
      PrimitiveType.decimal(9, 2),
      PrimitiveType.STRING,
      PrimitiveType.BYTE_ARRAY,
      PrimitiveType.INT,
      PrimitiveType.LONG
    };
    for (int i = 0; i < types.length; i++) {
      builder.rowKey("k" + i, types[i]);
      Field field = Field.of("k" + i, types[i]);
      ranges.add(
          i % 2 == 0 ? Range.halfOpen(field, null, bounds[i]) : halfOpenFrom(field, bounds[i]));
    }
    Partition root =
        new Partition("root", null, List.of(), new Region(ranges), Partition.NO_DIMENSION);
    PartitionsState state = PartitionsState.restore(3, List.of(root));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    format.writePartitions(state, out);

    assertThat(format.readPartitions(3, builder.build(), in(out.toByteArray()))).isEqualTo(state);
  }

  @Test
  void shouldTakeNoSnapshotThatIsCutOffAnywhere() throws IOException {
    FilesState state = manyFiles(1500);
    byte[] files = files(state);
    byte[] history = history(state);

    for (int length = 0; length < files.length - 8; length += 1 + files.length / 199) {
      byte[] cut = Arrays.copyOf(files, length);
      assertThatThrownBy(() -> format.readFiles(3, in(cut), Optional.of(in(history))))
          .as("files cut off at byte %d", length)
          .isInstanceOf(IOException.class);
    }
    for (int length = 0; length < history.length - 8; length += 1 + history.length / 199) {
      byte[] cut = Arrays.copyOf(history, length);
      assertThatThrownBy(() -> format.readFiles(3, in(files), Optional.of(in(cut))))
          .as("history cut off at byte %d", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void shouldRefuseAHistoryOfAnotherState() throws IOException {
    FilesState state = manyFiles(3);
    FilesState later = state.apply(4, TIME, new ClearFiles());

    assertThatThrownBy(() -> format.readFiles(3, in(files(state)), Optional.of(in(history(later)))))
        .isInstanceOf(CorruptData.class)
        .hasMessageContaining("number=3")
        .hasMessageContaining("history=4");
  }

  private static Range halfOpenFrom(Field field, Object min) {
    return Range.halfOpen(field, min, null);
  }

  /** Files of 1 to 3 references, some of them claimed. */
  private static FilesState manyFiles(int count) {
    List<FileReference> references = new ArrayList<>();
    List<String> claimed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String filename = "mem:file-%05d".formatted(i);
      for (int partition = 0; partition <= i % 3; partition++) {
        references.add(
            new FileReference(filename, "p" + partition, i, null, i % 2 == 0, i % 3 == 0));
      }
      if (i % 5 == 0) {
        claimed.add(filename);
      }
    }
    AddFiles first = AddFiles.of(AddFilesOrigin.UNSAID, references);
    AssignJobIds claim = new AssignJobIds(List.of(new AssignJobIds.Claim("job", "p0", claimed)));
    return FilesState.empty()
        .apply(1, TIME, first)
        .apply(2, TIME.plusMillis(1), claim)
        .apply(3, TIME.plusMillis(2), AddFiles.of(AddFilesOrigin.UNSAID, List.of()));
  }

  private byte[] files(FilesState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writeFiles(state, out);
    return out.toByteArray();
  }

  private byte[] history(FilesState state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.writeHistory(state, out);
    return out.toByteArray();
  }

  private static ByteArrayInputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] golden(GoldenTable table, String file) throws IOException {
    return Files.readAllBytes(table.object(table.id() + "/statestore/snapshots/" + file));
  }

  /** The schema, then each batch as text with its rows in order. */
  private static List<Object> rows(byte[] stream) throws IOException {
    List<Object> found = new ArrayList<>();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowStreamReader reader = new ArrowStreamReader(in(stream), allocator)) {
      found.add(reader.getVectorSchemaRoot().getSchema());
      while (reader.loadNextBatch()) {
        List<String> lines = reader.getVectorSchemaRoot().contentToTSVString().lines().toList();
        found.add(lines.size());
        found.addAll(lines);
      }
    }
    return found;
  }
}
