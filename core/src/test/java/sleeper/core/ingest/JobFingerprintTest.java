package sleeper.core.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.storage.SourceFile;

class JobFingerprintTest {

  private static final SourceFile A = new SourceFile("a.parquet", 10, "v1");
  private static final SourceFile B = new SourceFile("b.parquet", 20, "v1");
  private static final String FINGERPRINT = JobFingerprint.of("0a1b2c3d", List.of(A, B));

  @Test
  void shouldBeTheSameForTheSameInput() {
    SourceFile sameA = new SourceFile("a.parquet", 10, "v1");

    assertThat(JobFingerprint.of("0a1b2c3d", List.of(sameA, B))).isEqualTo(FINGERPRINT);
  }

  @Test
  void shouldStayTheSameInLaterReleases() {
    assertThat(FINGERPRINT)
        .isEqualTo("b05018e63b538bbcc82511f58af8ae625c14cdc30c02a2439abecc06d56fbf36");
  }

  @Test
  void shouldDifferWhereAnyPartOfTheInputDiffers() {
    assertThat(
            List.of(
                JobFingerprint.of("ffffffff", List.of(A, B)),
                JobFingerprint.of("0a1b2c3d", List.of(B, A)),
                JobFingerprint.of("0a1b2c3d", List.of(A)),
                JobFingerprint.of("0a1b2c3d", List.of(A, B, B)),
                JobFingerprint.of("0a1b2c3d", List.of(A, new SourceFile("c.parquet", 20, "v1"))),
                JobFingerprint.of("0a1b2c3d", List.of(A, new SourceFile("b.parquet", 21, "v1"))),
                JobFingerprint.of("0a1b2c3d", List.of(A, new SourceFile("b.parquet", 20, "v2"))),
                JobFingerprint.of("0a1b2c3d", List.of())))
        .doesNotContain(FINGERPRINT)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldNotConfuseWhereOneTextEndsAndTheNextBegins() {
    assertThat(JobFingerprint.of("t", List.of(new SourceFile("ab", 1, "c"))))
        .isNotEqualTo(JobFingerprint.of("t", List.of(new SourceFile("a", 1, "bc"))));
  }
}
