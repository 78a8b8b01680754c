package sleeper.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.contract.ObjectStoreContract;

class LocalObjectStoreTest extends ObjectStoreContract {

  @TempDir Path folder;
  LocalObjectStore store;

  @BeforeEach
  void openStore() {
    store = new LocalObjectStore(folder.resolve("data"));
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Test
  void shouldKeepObjectsAsFilesOfTheirKeys() throws IOException {
    write("t/a", "first");

    assertThat(Files.readString(folder.resolve("data/t/a"))).isEqualTo("first");
    assertThat(store.externalName("t/a")).isEqualTo(folder.resolve("data/t/a").toString());
  }

  @Test
  void shouldListWhatAWriterThatDiedLeftBehindAndSweepIt() throws IOException {
    ObjectWriter left = store.create("t/data/run_1/a.parquet");
    left.write(new byte[4], 0, 4);
    write("t/data/run_1/b.parquet", "whole");

    assertThat(store.list("t/data/run_1/")).hasSize(2);
    assertThat(store.deleteAll("t/data/run_1/")).isEqualTo(2);
    assertThat(folder.resolve("data/t/data/run_1")).doesNotExist();
  }

  @Test
  void shouldDeleteTheFoldersThatAnObjectLeavesEmpty() throws IOException {
    write("t/data/run_1/a.parquet", "x");

    store.delete("t/data/run_1/a.parquet");

    assertThat(folder.resolve("data/t")).doesNotExist();
  }

  @Test
  void shouldNameTheFileWhenAFileIsWhereAFolderShouldBe() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");

    assertThatThrownBy(() -> store.create("t/a"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.resolve("data").toString());
  }
}
