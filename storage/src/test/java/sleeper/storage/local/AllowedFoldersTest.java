package sleeper.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowedFoldersTest {

  @TempDir private Path root;
  private Path data;
  private AllowedFolders policy;

  @BeforeEach
  void makeFolders() throws IOException {
    data = Files.createDirectories(root.resolve("data"));
    policy = new AllowedFolders(List.of(data.toString()));
  }

  @Test
  void shouldAllowWhatIsInAFolder() throws IOException {
    Files.createFile(data.resolve("a.parquet"));

    assertThat(policy.refusal(data.toString())).isEmpty();
    assertThat(policy.refusal(data + "/a.parquet")).isEmpty();
    assertThat(policy.refusal(data + "/not/there/yet.parquet")).isEmpty();
  }

  @Test
  void shouldRefuseWhatIsElsewhere() throws IOException {
    Files.createDirectories(root.resolve("data-old"));

    assertThat(policy.refusal(root.toString())).isPresent();
    assertThat(policy.refusal(data + "-old")).isPresent();
    assertThat(policy.refusal(data + "/../data-old/a")).isPresent();
    assertThat(policy.refusal("/etc/passwd")).isPresent();
    assertThat(policy.refusal("a.parquet")).isPresent();
    assertThat(policy.refusal("a\0b")).contains("is not a path");
  }

  @Test
  void shouldFollowLinksBeforeItDecides() throws IOException {
    Path secret = Files.createDirectories(root.resolve("secret"));
    Files.createFile(secret.resolve("a"));
    Files.createSymbolicLink(data.resolve("link"), secret);
    Files.createSymbolicLink(data.resolve("file"), secret.resolve("a"));
    Path entrance = Files.createSymbolicLink(root.resolve("entrance"), data);

    assertThat(policy.refusal(data + "/link/a")).isPresent();
    assertThat(policy.refusal(data + "/link/not-there")).isPresent();
    assertThat(policy.refusal(data + "/file")).isPresent();
    assertThat(policy.refusal(entrance + "/a")).isEmpty();
    assertThat(new AllowedFolders(List.of(entrance.toString())).refusal(data + "/a")).isEmpty();
  }
}
