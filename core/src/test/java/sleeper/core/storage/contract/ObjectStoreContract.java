package sleeper.core.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** What every {@link ObjectStore} promises. A test gets a store of its own, without objects. */
public abstract class ObjectStoreContract {

  /** The store of this test. */
  protected abstract ObjectStore store();

  @Test
  void shouldReadBackWhatWasCommitted() throws IOException {
    write("t/data/run_1/a.parquet", "hello");

    try (ReadableObject object = open("t/data/run_1/a.parquet")) {
      byte[] read = new byte[3];
      object.readFully(1, read, 0, 3);
      assertThat(object.length()).isEqualTo(5);
      assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("ell");
      object.readFully(5, read, 3, 0);
      assertThatThrownBy(() -> object.readFully(3, read, 0, 3))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("a.parquet")
          .hasMessageContaining("ends at byte 5");
    }
  }

  @Test
  void shouldKeepAnObjectWithoutBytes() throws IOException {
    write("t/empty", "");

    try (ReadableObject object = open("t/empty")) {
      assertThat(object.length()).isZero();
      assertThatThrownBy(() -> object.readFully(0, new byte[1], 0, 1))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void shouldTakeWhatIsWrittenInPiecesOfArraysThatAreUsedAgain() throws IOException {
    byte[] piece = new byte[10];
    try (ObjectWriter writer = store().create("t/pieces")) {
      for (byte i = 0; i < 100; i++) {
        java.util.Arrays.fill(piece, i);
        writer.write(piece, i % 10, 10 - i % 10);
      }
      assertThat(writer.position()).isEqualTo(550);
      writer.commit();
    }

    try (ReadableObject object = open("t/pieces")) {
      byte[] read = new byte[550];
      object.readFully(0, read, 0, 550);
      assertThat(object.length()).isEqualTo(550);
      assertThat(read).startsWith(0, 0).contains(98, 98, 99);
    }
  }

  @Test
  void shouldShowNothingBeforeTheCommitAndLeaveNothingWithoutIt() throws IOException {
    try (ObjectWriter writer = store().create("t/data/run_1/a.parquet")) {
      writer.write(bytes("hello"), 0, 5);
      assertThatThrownBy(() -> open("t/data/run_1/a.parquet"))
          .isInstanceOf(NoSuchFileException.class)
          .hasMessageContaining("t/data/run_1/a.parquet");
    }

    assertThat(store().list("t/data/run_1/")).isEmpty();
  }

  @Test
  void shouldKeepTheFirstObjectOfAName() throws IOException {
    write("t/a", "first");

    assertThatThrownBy(() -> write("t/a", "second")).isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> write("t/a", "first")).isInstanceOf(FileAlreadyExistsException.class);

    assertThat(text("t/a")).isEqualTo("first");
    assertThat(store().list("t/")).containsExactly("t/a");
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
  void shouldSweepExactlyWhatIsBelowAPrefix() throws IOException {
    ObjectWriter left = store().create("t/data/run_1/a.parquet");
    left.write(bytes("half"), 0, 4);
    write("t/data/run_1/b.parquet", "whole");
    write("t/data/run_1/deeper/c.parquet", "whole");
    write("t/data/run_10/c.parquet", "other run");

    assertThat(store().list("t/data/run_1/"))
        .contains("t/data/run_1/b.parquet", "t/data/run_1/deeper/c.parquet");
    assertThat(store().deleteAll("t/data/run_1/")).isBetween(2, 3);
    assertThat(store().list("t/data/")).containsExactly("t/data/run_10/c.parquet");
    assertThat(store().deleteAll("t/data/run_1/")).isZero();
  }

  @Test
  void shouldListKeysInOrder() throws IOException {
    for (String key : List.of("t/b", "t/a/z", "t/c", "t/a-")) {
      write(key, "x");
    }

    assertThat(store().list("t/")).containsExactly("t/a-", "t/a/z", "t/b", "t/c");
    assertThat(store().list("none/")).isEmpty();
  }

  @Test
  void shouldDeleteAnObjectThatIsThereOrNot() throws IOException {
    write("t/data/run_1/a.parquet", "x");
    String filename = store().filenameOf("t/data/run_1/a.parquet");

    store().delete(filename);
    store().delete(filename);

    assertThat(store().list("t/")).isEmpty();
    assertThatThrownBy(() -> open("t/data/run_1/a.parquet"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldKeepWhatIsCommittedWhenTheWriterIsClosedTwice() throws IOException {
    ObjectWriter writer = store().create("t/a");
    writer.write(bytes("x"), 0, 1);
    writer.commit();
    writer.close();
    writer.close();

    assertThat(text("t/a")).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "a\\b", "a/"})
  void shouldRefuseKeysThatAreNotBelowTheRoot(String key) {
    assertThatThrownBy(() -> store().create(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().filenameOf(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().open(key)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().delete(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "t", "../", "t//", "t/../"})
  void shouldRefuseToSweepWhatIsNoPrefix(String prefix) {
    assertThatThrownBy(() -> store().list(prefix)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().deleteAll(prefix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Puts an object. */
  protected final void write(String key, String content) throws IOException {
    byte[] bytes = bytes(content);
    try (ObjectWriter writer = store().create(key)) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  /** Opens an object by its key. */
  protected final ReadableObject open(String key) throws IOException {
    return store().open(store().filenameOf(key));
  }

  private String text(String key) throws IOException {
    try (ReadableObject object = open(key)) {
      byte[] read = new byte[(int) object.length()];
      object.readFully(0, read, 0, read.length);
      return new String(read, StandardCharsets.UTF_8);
    }
  }

  private boolean wins(String content) throws IOException {
    try {
      write("t/raced", content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.UTF_8);
  }
}
