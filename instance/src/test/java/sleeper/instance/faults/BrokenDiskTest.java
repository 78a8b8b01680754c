package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.CorruptData;
import sleeper.core.row.Row;

/** Disks that are full, places that cannot be written to, spill files that change. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class BrokenDiskTest {

  private static final long LEASE = 3_600_000;
  private static final int ROWS = 20_000;
  private static final int PAYLOAD = 1000;

  @TempDir private Path temporary;
  private TestInstance test;

  @BeforeEach
  void open() {
    test = TestInstance.create(temporary.resolve("instance"));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void shouldRefuseASpillFileThatWasTruncated() throws IOException {
    assertThatThrownBy(() -> ingestChanging(SpilledFile::truncate))
        .isInstanceOf(CorruptData.class)
        .hasMessageContaining("spill file was changed after it was written")
        .hasMessageContaining(test.folder().resolve("tmp").toString());

    test.assertUntouched();
  }

  @Test
  void shouldRefuseASpillFileInWhichABitWasFlipped() throws IOException {
    assertThatThrownBy(() -> ingestChanging(SpilledFile::flipOneBit))
        .isInstanceOf(CorruptData.class)
        .hasMessageContaining("spill file was changed after it was written")
        .hasMessageContaining(test.folder().resolve("tmp").toString());

    test.assertUntouched();
  }

  @Test
  void shouldNameAFileThatIsWhereSpillFilesShouldGo() throws IOException {
    Path tmp = Files.createFile(test.folder().resolve("tmp"));

    assertThatThrownBy(this::ingest)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(tmp.toString())
        .hasMessageContaining("folder");

    Files.delete(tmp);
    test.assertUntouched();
  }

  @Test
  void shouldNameAFileThatIsWhereDataShouldGo() throws IOException {
    Path data = test.folder().resolve("data");
    String tableId = test.instance().tables().find(TestInstance.TABLE).id();
    for (Path place : List.of(data.resolve(tableId + "/data"), data.resolve(tableId), data)) {
      Files.deleteIfExists(place);
      Files.createDirectories(place.getParent());
      Files.createFile(place);

      assertThatThrownBy(this::ingest)
          .as(place.toString())
          .isInstanceOf(IOException.class)
          .hasMessageContaining(place.toString())
          .hasMessageContaining("folder");

      assertThat(test.jobs()).isEmpty();
      assertThat(test.rows()).isEmpty();
      assertThat(test.filesBelow("tmp")).isEmpty();
      Files.delete(place);
    }
    test.assertUntouched();
    assertThat(ingest()).isEqualTo(1000);
  }

  @Test
  void shouldRefuseAJobWhoseSpillFileGetsTooLarge() throws Exception {
    try (ChildProcess child = ChildProcess.start()) {
      openWithItsLibraries(child);
      child.limitFiles(4 << 20);

      assertThat(child.ask("rows job 0 %d %d".formatted(ROWS, PAYLOAD)))
          .startsWith("IOException")
          .contains("spill file could not be written; free space on its disk")
          .contains("File too large");
    }
    test.assertUntouched();
  }

  @Test
  void shouldRefuseAJobWhoseDataFilesGetTooLarge() throws Exception {
    try (ChildProcess child = ChildProcess.start()) {
      openWithItsLibraries(child);
      child.limitFiles(512 << 10);

      assertThat(child.ask("rows job 0 4000 1000"))
          .startsWith("IOException")
          .contains("Could not write file " + test.folder().resolve("data"))
          .contains("File too large");

      test.assertUntouched();
      assertThat(child.ask("rows job 0 400 1000")).startsWith("committed");
    }
    assertThat(test.rows()).hasSize(400);
    test.assertNothingUntracked();
  }

  @Test
  void shouldRefuseAJobWhoseCommitDoesNotFitTheDatabase() throws Exception {
    test.instance().tables().drop(TestInstance.TABLE);
    List<String> points = IntStream.range(1, 400).mapToObj("device-%03d"::formatted).toList();
    test.instance().tables().create(NumberedRows.table().withSplitPoints(points));
    try (ChildProcess child = ChildProcess.start()) {
      openWithItsLibraries(child);
      long log = Files.size(test.folder().resolve("instance.db-wal"));
      child.limitFiles((int) log + (40 << 10));
      child.stopAt("before store.commit", 1);
      child.say("rows job 0 1000 10");
      child.awaitStop("before store.commit");
      assertThat(test.filesBelow("data")).hasSize(800);

      child.goOn();

      assertThat(child.answer()).contains("commit").contains("instance.db");
      assertThat(test.rows()).isEmpty();
    }
    test.collect();
    assertThat(test.filesBelow("data")).isEmpty();
    assertThat(test.factory().ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, 1000, 10)))
        .matches(result -> !result.duplicate());
    assertThat(test.rows()).hasSize(1000);
    test.assertNothingUntracked();
  }

  @Test
  void shouldKeepNothingOfJobsOnAFullDisk() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    Path folder = disk.resolve("instance");
    Path filler = disk.resolve("filler");
    try (ChildProcess child = ChildProcess.startWithSmallDisk(disk, 8192)) {
      child.say("create " + folder);
      child.expect("created");
      child.open(folder, LEASE);

      assertThat(child.ask("rows spilled 0 %d %d".formatted(ROWS, PAYLOAD)))
          .contains("spill file could not be written; free space on its disk")
          .contains("No space left on device");
      assertUntouched(child, folder);

      assertThat(child.ask("fill " + filler + " 2000000")).startsWith("filled");
      assertThat(child.ask("rows written 0 4000 1000"))
          .contains("Could not write file " + folder.resolve("data"))
          .contains("No space left on device");
      assertUntouched(child, folder);

      child.say("free " + filler);
      child.expect("freed");
      assertThat(child.ask("fill " + filler + " 0")).startsWith("filled");
      assertThat(child.ask("rows started 0 10 10"))
          .containsAnyOf("disk is full", "No space left on device")
          .contains(folder.toString());

      child.say("free " + filler);
      child.expect("freed");
      assertUntouched(child, folder);
      assertThat(child.ask("rows started 0 10 10")).startsWith("committed");
      assertThat(child.ask("survey " + folder)).startsWith("rows=10").contains("jobs=[COMMITTED]");
    }
  }

  /** What the libraries of the process unpack is larger than the files that it may write later. */
  private void openWithItsLibraries(ChildProcess child) throws IOException {
    child.open(test.folder(), LEASE);
    assertThat(child.ask("rows first 0 1 1")).startsWith("committed");
    test.instance().tables().clear(TestInstance.TABLE);
    test.collect();
    test.assertUntouched();
  }

  private static void assertUntouched(ChildProcess child, Path folder) throws IOException {
    assertThat(child.ask("survey " + folder)).isEqualTo("rows=0, data=0, tmp=0, jobs=[]");
  }

  /** Something that is done to the spill file. */
  private interface Change {
    void happen() throws IOException;
  }

  private void ingestChanging(Change change) throws IOException {
    Iterator<Row> rows =
        LongStream.range(0, ROWS)
            .mapToObj(
                number -> {
                  if (number == ROWS - 1) {
                    change(change);
                  }
                  return NumberedRows.row(number, PAYLOAD);
                })
            .iterator();
    test.factory().ingest(TestInstance.TABLE, "job", rows);
  }

  private static void change(Change change) {
    try {
      assertThat(SpilledFile.bytes()).isGreaterThan(1 << 20);
      change.happen();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private long ingest() throws IOException {
    return test.factory()
        .ingest(TestInstance.TABLE, "job", NumberedRows.rows(0, 1000, 10))
        .rowsWritten();
  }
}
