package sleeper.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;

/**
 * What is fetched of an object for its reader, and what comes after that, which is begun once
 * everything before it was read from. Thread-safe.
 */
final class Expectation {

  static final Expectation NONE =
      new Expectation(List.of(), FetchPlan.none(), List.of(), FetchPlan.none());

  private final List<ByteRange> ranges;
  private final FetchPlan plan;
  private final List<ByteRange> followingRanges;
  private final FetchPlan following;
  private final long lastStart;
  private volatile boolean isFollowingBegun;

  private Expectation(
      List<ByteRange> ranges,
      FetchPlan plan,
      List<ByteRange> followingRanges,
      FetchPlan following) {
    this.ranges = ranges;
    this.plan = plan;
    this.followingRanges = followingRanges;
    this.following = following;
    lastStart = ranges.stream().mapToLong(ByteRange::start).max().orElse(Long.MAX_VALUE);
  }

  /** Takes over what was fetched ahead if it is what is expected now. */
  static Expectation of(
      PinnedObject object, Executor executor, ExpectedReads reads, Expectation before) {
    long bytes = bytes(reads.ranges());
    boolean fitsWhole = bytes <= reads.memoryBytes();
    boolean fitsFollowing = fitsWhole && bytes(reads.following()) <= reads.memoryBytes() - bytes;
    List<ByteRange> next = fitsFollowing ? reads.following() : List.of();
    FetchPlan plan;
    if (before.isFollowingBegun && before.followingRanges.equals(reads.ranges())) {
      plan = before.following;
    } else {
      plan =
          fitsWhole
              ? FetchPlan.whole(object, executor, reads.ranges())
              : FetchPlan.windows(object, executor, reads.ranges(), reads.memoryBytes());
      plan.begin();
    }
    return new Expectation(reads.ranges(), plan, next, FetchPlan.whole(object, executor, next));
  }

  int copy(long position, byte[] target, int offset, int count) throws IOException {
    int copied = plan.copy(position, target, offset, count);
    if (copied > 0 && position >= lastStart && !isFollowingBegun) {
      isFollowingBegun = true;
      following.begin();
    }
    return copied;
  }

  private static long bytes(List<ByteRange> ranges) {
    return ranges.stream().mapToLong(ByteRange::length).sum();
  }
}
