package sleeper.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

class LocalObjectStoreTest {

  @TempDir Path folder;
  LocalObjectStore store;

  @BeforeEach
  void openStore() {
    store = new LocalObjectStore(folder.resolve("data"));
  }

  @Test
  void shouldReadBackWhatWasCommitted() throws IOException {
    write("t/data/run_1/a.parquet", "hello");

    try (ReadableObject object = store.open(store.filenameOf("t/data/run_1/a.parquet"))) {
      byte[] read = new byte[3];
      object.readFully(1, read, 0, 3);
      assertThat(object.length()).isEqualTo(5);
      assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("ell");
      assertThatThrownBy(() -> object.readFully(3, read, 0, 3))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("a.parquet")
          .hasMessageContaining("ends at byte 5");
    }
  }

  @Test
  void shouldShowNothingBeforeTheCommitAndLeaveNothingWithoutIt() throws IOException {
    try (ObjectWriter writer = store.create("t/data/run_1/a.parquet")) {
      writer.write(bytes("hello"), 0, 5);
      assertThatThrownBy(() -> store.open("t/data/run_1/a.parquet"))
          .isInstanceOf(NoSuchFileException.class);
    }

    assertThat(store.list("t/data/run_1/")).isEmpty();
  }

  @Test
  void shouldKeepTheFirstObjectOfAName() throws IOException {
    write("t/a", "first");

    assertThatThrownBy(() -> write("t/a", "second")).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(Files.readString(folder.resolve("data/t/a"))).isEqualTo("first");
    assertThat(store.list("t/")).containsExactly("t/a");
  }

  @Test
  void shouldLetExactlyOneOfManyWritersTakeAName() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> writers =
          IntStream.range(0, 32)
              .mapToObj(i -> (Callable<Boolean>) () -> wins("writer " + i))
              .toList();
      int winners = 0;
      for (Future<Boolean> result : executor.invokeAll(writers)) {
        winners += result.get() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void shouldListWhatAWriterThatDiedLeftBehindAndSweepIt() throws IOException {
    ObjectWriter left = store.create("t/data/run_1/a.parquet");
    left.write(bytes("half"), 0, 4);
    write("t/data/run_1/b.parquet", "whole");
    write("t/data/run_10/c.parquet", "other run");

    assertThat(store.list("t/data/run_1/")).hasSize(2);
    assertThat(store.deleteAll("t/data/run_1/")).isEqualTo(2);
    assertThat(folder.resolve("data/t/data/run_1")).doesNotExist();
    assertThat(store.list("t/data/")).containsExactly("t/data/run_10/c.parquet");
    assertThat(store.deleteAll("t/data/run_1/")).isZero();
  }

  @Test
  void shouldDeleteAnObjectAndTheFoldersThatItLeavesEmpty() throws IOException {
    write("t/data/run_1/a.parquet", "x");

    store.delete("t/data/run_1/a.parquet");
    store.delete("t/data/run_1/a.parquet");

    assertThat(folder.resolve("data/t")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a\\b", "a/"})
  void shouldRefuseKeysThatAreNotBelowTheRoot(String key) {
    assertThatThrownBy(() -> store.create(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNameTheFileWhenAFileIsWhereAFolderShouldBe() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");

    assertThatThrownBy(() -> store.create("t/a"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("data").toString());
  }

  private boolean wins(String content) throws IOException {
    try {
      write("t/raced", content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private void write(String key, String content) throws IOException {
    try (ObjectWriter writer = store.create(key)) {
      writer.write(bytes(content), 0, content.length());
      writer.commit();
    }
  }

  private static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
