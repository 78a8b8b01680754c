package sleeper.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;

class LocalSourceFilesTest {

  @TempDir Path folder;
  final LocalSourceFiles files = new LocalSourceFiles();

  @Test
  void shouldFindFilesOfAFolderRecursivelyInOrderAndNotThoseOfItsNamesake() throws IOException {
    Path b = write("data/b.parquet");
    Path a = write("data/sub/a.parquet");
    write("data/notes.txt");
    write("data/.hidden.parquet");
    write("data/_temporary/part.parquet");
    write("data-old/c.parquet");

    assertThat(files.find(List.of(folder.resolve("data").toString()), ".parquet"))
        .extracting(SourceFile::name)
        .containsExactly(b.toString(), a.toString());
  }

  @Test
  void shouldTakeAFileWhateverItsEnding() throws IOException {
    Path odd = write("odd.data");

    List<SourceFile> found = files.find(List.of(odd.toString()), ".parquet");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).length()).isEqualTo(1);
    try (ReadableObject object = files.open(found.get(0))) {
      assertThat(object.name()).isEqualTo(odd.toString());
    }
  }

  @Test
  void shouldSayWhichPathIsNotThere() {
    assertThatThrownBy(() -> files.find(List.of(folder.resolve("gone").toString()), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("gone does not exist");
  }

  @Test
  void shouldSayWhichFolderHasNoInput() throws IOException {
    Files.createDirectories(folder.resolve("empty"));

    assertThatThrownBy(() -> files.find(List.of(folder.resolve("empty").toString()), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("has no files that end in .parquet");
  }

  @Test
  void shouldTellWhenAFileWasReplaced() throws IOException {
    Path file = write("a.parquet");
    SourceFile before = files.find(List.of(file.toString()), ".parquet").get(0);

    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1));

    SourceFile after = files.find(List.of(file.toString()), ".parquet").get(0);
    assertThat(after.version()).isNotEqualTo(before.version());
  }

  private Path write(String name) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, "x");
  }
}
