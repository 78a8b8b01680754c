package sleeper.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;

/**
 * What is fetched of an object for its reader, and what comes after that, which is begun once the
 * reader is at the last stream of what it reads now. Thread-safe.
 */
final class Expectation {

  static final Expectation NONE = new Expectation(FetchPlan.none(), FetchPlan.none(), List.of());

  private final FetchPlan plan;
  private final FetchPlan following;
  private final List<List<ByteRange>> followingStreams;
  private volatile boolean isFollowingBegun;

  private Expectation(FetchPlan plan, FetchPlan following, List<List<ByteRange>> followingStreams) {
    this.plan = plan;
    this.following = following;
    this.followingStreams = followingStreams;
  }

  /** Takes over what was fetched ahead if it is what is expected now. */
  static Expectation of(
      PinnedObject object, Executor executor, ExpectedReads reads, Expectation before) {
    long bytes = bytes(reads.streams());
    boolean isWhole = bytes <= reads.memoryBytes();
    boolean isAhead = isWhole && bytes(reads.following()) <= reads.memoryBytes() - bytes;
    List<List<ByteRange>> next = isAhead ? reads.following() : List.of();
    FetchPlan plan = before.begun(reads.streams());
    if (plan == null) {
      plan =
          isWhole
              ? FetchPlan.whole(object, executor, reads.streams())
              : FetchPlan.windows(object, executor, reads);
      plan.begin();
    }
    return new Expectation(plan, FetchPlan.whole(object, executor, next), next);
  }

  int copy(long position, byte[] target, int offset, int count) throws IOException {
    int copied = plan.copy(position, target, offset, count);
    if (copied > 0 && !isFollowingBegun && plan.isLast(position)) {
      isFollowingBegun = true;
      following.begin();
    }
    return copied;
  }

  private @Nullable FetchPlan begun(List<List<ByteRange>> streams) {
    return isFollowingBegun && followingStreams.equals(streams) ? following : null;
  }

  private static long bytes(List<List<ByteRange>> streams) {
    return streams.stream().flatMap(List::stream).mapToLong(ByteRange::length).sum();
  }
}
