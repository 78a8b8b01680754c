package sleeper.core.statestore.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.transaction.AssignJobIds.Claim;
import sleeper.core.statestore.transaction.ReplaceFileReferences.CompactionRun;
import sleeper.core.statestore.transaction.ReplaceFileReferences.Replacement;
import sleeper.core.statestore.transaction.SplitFileReferences.Split;

class FilesStateTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private FilesState state = FilesState.empty();

  @Test
  void shouldAddNothingIfOneFileIsKnown() {
    apply(add("a"));

    apply(add("a", "b"));

    assertThat(state.file("b")).isEmpty();
    assertThat(state.number()).isEqualTo(2);
    assertThat(state.file("a").orElseThrow().history()).isEqualTo(new FileHistory(1, 0));
  }

  @Test
  void shouldLeaveAnEarlierStateAsItWas() {
    apply(add("a"));
    FilesState before = state;

    apply(new ClearFiles());
    apply(add("b"));

    assertThat(before.files()).extracting(TrackedFile::filename).containsExactly("a");
    assertThat(state.files()).extracting(TrackedFile::filename).containsExactly("b");
  }

  @Test
  void shouldReplaceWhatAJobClaimed() {
    apply(add("a", "b"));
    apply(claim("job", "a", "b"));

    applyValid(replace("job", "c", "a", "b"));

    assertThat(state.file("c").orElseThrow().referenceIn("root")).hasValue(whole("c"));
    assertThat(state.file("a").orElseThrow().references()).isEmpty();
    assertThat(state.file("a").orElseThrow().history()).isEqualTo(new FileHistory(1, 3));
    assertThat(state.file("a").orElseThrow().updateTime()).isEqualTo(time(3));
  }

  @Test
  void shouldPassOverAReplacementOfWhatIsNotClaimedAndDoTheOthers() {
    apply(add("a", "b", "c"));
    apply(claim("job1", "a"));
    apply(claim("job2", "b"));
    ReplaceFileReferences both =
        new ReplaceFileReferences(
            List.of(
                replacement("job1", "x", "a", "c"),
                replacement("job2", "y", "b"),
                replacement("job2", "z", "b")));

    assertThatThrownBy(() -> both.validate(state)).isInstanceOf(CommitRejected.class);
    apply(both);

    assertThat(state.file("x")).isEmpty();
    assertThat(state.file("y")).isPresent();
    assertThat(state.file("z")).isEmpty();
    assertThat(state.file("a").orElseThrow().references()).hasSize(1);
  }

  @Test
  void shouldSplitAReferenceAndKeepTheTimesOfTheOthers() {
    FileReference left = new FileReference("a", "L", 5, null, true, false);
    FileReference right = new FileReference("a", "R", 5, null, true, false);
    FileReference elsewhere = new FileReference("a", "other", 1, null, false, false);
    apply(AddFiles.of(AddFilesOrigin.UNSAID, List.of(whole("a"), elsewhere)));

    applyValid(new SplitFileReferences(List.of(new Split(whole("a"), List.of(left, right)))));

    assertThat(state.file("a").orElseThrow().references())
        .containsExactly(
            new TimedReference(left, time(2)),
            new TimedReference(right, time(2)),
            new TimedReference(elsewhere, time(1)));
  }

  @Test
  void shouldRefuseToClaimTwice() {
    apply(add("a"));
    apply(claim("job", "a"));

    assertThatThrownBy(() -> claim("other", "a").validate(state))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("file=a")
        .hasMessageContaining("job=job");
  }

  @Test
  void shouldRefuseToDeleteAFileThatIsReferenced() {
    apply(add("a"));

    assertThatThrownBy(() -> new DeleteFiles(List.of("a")).validate(state))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("still referenced");
  }

  @Test
  void shouldRefuseToDeleteAFileThatIsNotThere() {
    assertThatThrownBy(() -> new DeleteFiles(List.of("a")).validate(state))
        .isInstanceOf(CommitRejected.class)
        .hasMessageContaining("not in the table");
  }

  @Test
  void shouldKeepClearedFilesAsideUntilTheyAreDeleted() {
    apply(add("a", "b"));

    apply(new ClearFiles());

    assertThat(state.files()).isEmpty();
    assertThat(state.life()).isEqualTo(2);
    assertThat(state.unreferencedSince(time(1))).isEmpty();
    assertThat(state.unreferencedSince(time(2)))
        .extracting(TrackedFile::filename)
        .containsExactlyInAnyOrder("a", "b");
    applyValid(new DeleteFiles(List.of("a", "b")));
    assertThat(state.unreferencedSince(time(9))).isEmpty();
  }

  @Test
  void shouldTakeAFileOfAClearedNameAsNew() {
    apply(add("a"));
    apply(new ClearFiles());

    applyValid(add("a"));

    assertThat(state.file("a").orElseThrow().history()).isEqualTo(new FileHistory(3, 0));
    assertThat(state.clearedFiles()).isEmpty();
  }

  @Test
  void shouldKnowTheEarliestVersionWhoseFilesAreThere() {
    apply(add("a"));
    apply(add("b"));
    apply(claim("job", "a"));
    apply(replace("job", "c", "a"));
    assertThat(state.earliestReadable()).isZero();

    apply(new DeleteFiles(List.of("a")));

    assertThat(state.earliestReadable()).isEqualTo(4);
  }

  @Test
  void shouldNeverFailToApplyWhatHasBecomeImpossible() {
    apply(add("a"));

    assertThatCode(
            () -> {
              apply(claim("job", "a", "missing"));
              apply(new DeleteFiles(List.of("missing")));
              apply(replace("other", "x", "missing"));
              apply(
                  new SplitFileReferences(
                      List.of(new Split(whole("missing"), List.of(whole("missing"))))));
            })
        .doesNotThrowAnyException();
    assertThat(state.files()).extracting(TrackedFile::filename).containsExactly("a");
  }

  @Test
  void shouldApplyManyTransactionsToAHundredThousandFilesWithoutCopyingForEach() {
    List<FileReference> references =
        IntStream.range(0, 100_000).mapToObj(i -> whole("file" + i)).toList();
    apply(AddFiles.of(AddFilesOrigin.UNSAID, references));
    FilesStateBuilder builder = state.toBuilder();

    for (int i = 0; i < 1000; i++) {
      builder.apply(i + 2, START, add("new" + i));
    }

    assertThat(builder.build().files()).hasSize(101_000);
    assertThat(state.files()).hasSize(100_000);
  }

  private void applyValid(FileTransaction transaction) {
    transaction.validate(state);
    apply(transaction);
  }

  private void apply(FileTransaction transaction) {
    long number = state.number() + 1;
    state = state.apply(number, time(number), transaction);
  }

  private static Instant time(long number) {
    return START.plusSeconds(number);
  }

  private static AddFiles add(String... filenames) {
    return AddFiles.of(
        AddFilesOrigin.UNSAID, List.of(filenames).stream().map(FilesStateTest::whole).toList());
  }

  private static FileReference whole(String filename) {
    return FileReference.wholeFile(filename, "root", 10);
  }

  private static AssignJobIds claim(String jobId, String... filenames) {
    return new AssignJobIds(List.of(new Claim(jobId, "root", List.of(filenames))));
  }

  private static ReplaceFileReferences replace(String jobId, String output, String... inputs) {
    return new ReplaceFileReferences(List.of(replacement(jobId, output, inputs)));
  }

  private static Replacement replacement(String jobId, String output, String... inputs) {
    return new Replacement(new CompactionRun(jobId, null, null), List.of(inputs), whole(output));
  }
}
