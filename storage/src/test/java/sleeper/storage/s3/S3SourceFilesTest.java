package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;
import sleeper.core.ingest.JobFingerprint;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.storage.local.LocalSourceFiles;

class S3SourceFilesTest {

  private final TestBucket bucket = new TestBucket();
  private final S3SourceFiles files =
      new S3SourceFiles(bucket.client(), Runnable::run, S3SourceFiles.DEFAULT_MOST_FILES);

  @Test
  void shouldFindFilesOfAFolderRecursivelyInOrderAndNotThoseOfItsNamesake() throws IOException {
    for (String key :
        List.of(
            "data/b.parquet",
            "data/sub/a.parquet",
            "data/",
            "data/empty.parquet/",
            "data/notes.txt",
            "data/.hidden.parquet",
            "data/.b.parquet.crc",
            "data/_temporary/part.parquet",
            "data-old/c.parquet")) {
      bucket.put(key, key);
    }

    List<String> names = List.of(url("data/b.parquet"), url("data/sub/a.parquet"));
    assertThat(names("data")).isEqualTo(names);
    assertThat(names("data/")).isEqualTo(names);
    assertThat(find(bucket.name() + "/data", "")).hasSize(3);
  }

  @Test
  void shouldFindFilesOfAFolderThatLooksHidden() throws IOException {
    bucket.put("_staging/a.parquet", "x");

    assertThat(names("_staging")).containsExactly(url("_staging/a.parquet"));
  }

  @Test
  void shouldTakeAKeyThatIsThereForAFileWhateverItsEnding() throws IOException {
    bucket.put("data", "file");
    bucket.put("data-old", "x");

    List<SourceFile> found = find(url("data"), ".parquet");

    assertThat(found).hasSize(1);
    assertThat(found.get(0).length()).isEqualTo(4);
    try (ReadableObject object = files.open(found.get(0))) {
      assertThat(object.name()).isEqualTo(url("data"));
      assertThat(object.length()).isEqualTo(4);
    }
  }

  @Test
  void shouldTakeABucketForAllOfIt() throws IOException {
    bucket.put("a.parquet", "x");

    assertThat(find("s3://" + bucket.name(), ".parquet")).hasSize(1);
    assertThat(find(bucket.name() + "/", ".parquet")).hasSize(1);
  }

  @Test
  void shouldMeanTheSameJobHoweverAPathIsSpelled() throws IOException {
    bucket.put("data/\u00e4 +%&?=\u20ac.parquet", "x");

    List<String> fingerprints =
        List.of(
            JobFingerprint.of("t", find(bucket.name() + "/data", ".parquet")),
            JobFingerprint.of("t", find("s3://" + bucket.name() + "/data/", ".parquet")),
            JobFingerprint.of(
                "t",
                find("s3a://" + bucket.name() + "/data/\u00e4 +%&?=\u20ac.parquet", ".parquet")));

    assertThat(fingerprints).containsOnly(fingerprints.get(0));
    files.open(find(bucket.name() + "/data", ".parquet").get(0)).close();
  }

  @Test
  void shouldSayWhichPathIsNotThere() {
    bucket.put("a.parquet", "x");

    assertThatThrownBy(
            () -> files.find(List.of(url("a.parquet"), url("gone"), url("gone2")), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Input %s does not exist", url("gone"));
    assertThatThrownBy(() -> find("s3a://%s-gone/data".formatted(bucket.name()), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("there is no bucket " + bucket.name() + "-gone");
  }

  @Test
  void shouldSayWhichFolderHasNoInput() {
    bucket.put("data/notes.txt", "x");

    assertThatThrownBy(() -> find(url("data"), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(url("data") + " has no files that end in .parquet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "s3://",
        "s3:///key",
        "S3://bucket/key",
        "https://bucket/key",
        "bucket/../other/key",
        "bucket/a/./b",
        "b",
        "bucket name/key",
        "file:///etc/passwd",
        "Bucket/key",
        "../bucket/key"
      })
  void shouldRefuseWhatIsNoPath(String path) {
    assertThatThrownBy(() -> find(path, ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not a path in S3");
  }

  @Test
  void shouldRefuseAPathOfAnyLengthWithAShortMessage() {
    assertThatThrownBy(() -> find("bucket/" + "x".repeat(300_000), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
  }

  @Test
  void shouldRefuseMoreFilesThanAJobMayHave() {
    for (int i = 0; i < 6; i++) {
      bucket.put("data/" + i + ".parquet", "x");
    }
    S3SourceFiles few = new S3SourceFiles(bucket.client(), Runnable::run, 5);

    assertThatThrownBy(() -> few.find(List.of(url("data")), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(url("data"))
        .hasMessageContaining("more than 5");
    assertThatThrownBy(() -> few.find(Collections.nCopies(6, url("data/0.parquet")), ".parquet"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("more than 5");
  }

  @Test
  void shouldReadTheFileThatWasFoundAndNoOther() throws IOException {
    bucket.put("a.parquet", "first");
    SourceFile found = find(url("a.parquet"), ".parquet").get(0);

    bucket.put("a.parquet", "other");

    assertThat(find(url("a.parquet"), ".parquet").get(0).version()).isNotEqualTo(found.version());
    assertThatThrownBy(() -> files.open(found))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(url("a.parquet") + " was replaced");
    bucket.client().deleteObject(request -> request.bucket(bucket.name()).key("a.parquet"));
    assertThatThrownBy(() -> files.open(found)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void shouldSendPathsWithASchemeToBucketsAndOthersToThisMachine(@TempDir Path folder)
      throws IOException {
    bucket.put("a.parquet", "x");
    Path local = Files.writeString(folder.resolve("b.parquet"), "yy");
    RoutedSourceFiles both = new RoutedSourceFiles(files, new LocalSourceFiles());

    List<SourceFile> found =
        both.find(List.of("s3a://" + bucket.name() + "/a.parquet", local.toString()), ".parquet");

    assertThat(found)
        .extracting(SourceFile::name)
        .containsExactly(url("a.parquet"), local.toString());
    try (ReadableObject remote = both.open(found.get(0));
        ReadableObject near = both.open(found.get(1))) {
      assertThat(remote.length()).isEqualTo(1);
      assertThat(near.length()).isEqualTo(2);
    }
  }

  private List<String> names(String key) throws IOException {
    return find(url(key), ".parquet").stream().map(SourceFile::name).toList();
  }

  private List<SourceFile> find(String path, String suffix) throws IOException {
    return files.find(List.of(path), suffix);
  }

  private String url(String key) {
    return "s3://" + bucket.name() + "/" + key;
  }
}
