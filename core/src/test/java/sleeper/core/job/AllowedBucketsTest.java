package sleeper.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedBucketsTest {

  private final AllowedBuckets policy = new AllowedBuckets(List.of("one", "two"));

  @ParameterizedTest
  @ValueSource(strings = {"one/a", "s3://two/a/b", "s3a://one/a", "one", "one/", "one/s3://x"})
  void shouldAllowPathsInItsBuckets(String path) {
    assertThat(policy.refusal(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/one/a",
        "one-old/a",
        "ONE/a",
        "three/one",
        "s3://",
        "s3://s3://one/a",
        "file:///one",
        "s3n://one/a",
        "one\n/a",
        "http://one/a"
      })
  void shouldRefuseEveryOtherPath(String path) {
    assertThat(policy.refusal(path)).isPresent();
  }
}
