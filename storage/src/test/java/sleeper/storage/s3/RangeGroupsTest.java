package sleeper.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sleeper.core.storage.ByteRange;

class RangeGroupsTest {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  @Test
  void shouldJoinNeighboursUpToTheSizeOfARequest() {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ranges.add(new ByteRange((long) i * MIB, (long) (i + 1) * MIB - 10 * KIB));
    }

    List<List<ByteRange>> groups = RangeGroups.of(ranges);

    assertThat(groups).hasSize(3);
    assertThat(flat(groups)).isEqualTo(ranges);
    assertThat(groups.get(0)).hasSize(8);
  }

  @Test
  void shouldCutWhatIsLongerThanARequest() {
    List<List<ByteRange>> groups = RangeGroups.of(List.of(new ByteRange(5, 20 * MIB)));

    assertThat(groups).hasSize(3);
    assertThat(groups.get(0)).containsExactly(new ByteRange(5, 5 + 8 * MIB));
    assertThat(groups.get(2)).containsExactly(new ByteRange(5 + 16 * MIB, 20 * MIB));
  }

  @Test
  void shouldReadOverGapsWhereFewBytesAreLookedUp() {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ranges.add(new ByteRange((long) i * MIB, (long) i * MIB + 20 * KIB));
    }

    assertThat(RangeGroups.of(ranges)).hasSize(4);
  }

  @Test
  void shouldNotReadMuchInVain() {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ranges.add(new ByteRange(10L * i * MIB, 10L * i * MIB + 20 * KIB));
    }

    assertThat(RangeGroups.of(ranges)).hasSize(7);
  }

  @Test
  void shouldNotReadOverGapsWhereMuchIsRead() {
    List<ByteRange> ranges = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ranges.add(new ByteRange(2L * i * MIB, (2L * i + 1) * MIB));
    }

    assertThat(RangeGroups.of(ranges)).hasSize(8);
  }

  @Test
  void shouldTakeRangesInAnyOrderThatOverlapOrAreEmpty() {
    List<ByteRange> ranges =
        List.of(
            new ByteRange(50, 60), new ByteRange(5, 5), new ByteRange(0, 10), new ByteRange(8, 20));

    assertThat(RangeGroups.of(ranges))
        .containsExactly(List.of(new ByteRange(0, 20), new ByteRange(50, 60)));
    assertThat(RangeGroups.of(List.of())).isEmpty();
  }

  @Test
  void shouldKeepStepsWithinTheirMemory() {
    List<ByteRange> pages = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pages.add(new ByteRange(i * 50L * KIB, (i + 1) * 50L * KIB));
    }

    List<List<ByteRange>> steps = RangeGroups.inOrder(pages, 200 * KIB);

    assertThat(steps).hasSize(25);
    assertThat(steps)
        .allSatisfy(
            step ->
                assertThat(step.stream().mapToLong(ByteRange::length).sum()).isEqualTo(200 * KIB));
  }

  private static List<ByteRange> flat(List<List<ByteRange>> groups) {
    return groups.stream().flatMap(List::stream).toList();
  }
}
