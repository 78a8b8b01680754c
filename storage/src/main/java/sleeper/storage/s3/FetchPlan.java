package sleeper.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ByteRange;
import sleeper.core.storage.ExpectedReads;

/**
 * How the streams that a reader expects are fetched within some memory: by as few large requests as
 * make sense, all begun at once and held; or, where they are too much for that, each stream by a
 * chain of requests, of which one is read while the next is under way. Thread-safe.
 */
final class FetchPlan {

  private static final long LEAST_STEP_BYTES = 16 << 10;

  private final Executor executor;
  private final NavigableMap<Long, Place> places = new TreeMap<>();
  private final List<FetchChain> chains = new ArrayList<>();

  /** Where a range is fetched: by which step of a chain. */
  private record Place(ByteRange range, FetchChain chain, int step) {}

  private FetchPlan(Executor executor) {
    this.executor = executor;
  }

  /** Nothing is expected. */
  static FetchPlan none() {
    return new FetchPlan(task -> {});
  }

  /** Fetches all by few requests and holds it. */
  static FetchPlan whole(PinnedObject object, Executor executor, List<List<ByteRange>> streams) {
    FetchPlan plan = new FetchPlan(executor);
    List<ByteRange> ranges = streams.stream().flatMap(List::stream).toList();
    for (List<ByteRange> group : RangeGroups.of(ranges)) {
      plan.add(object, List.of(group));
    }
    return plan;
  }

  /** Fetches each stream step by step and holds two steps of each. */
  static FetchPlan windows(PinnedObject object, Executor executor, ExpectedReads reads) {
    FetchPlan plan = new FetchPlan(executor);
    long fair = reads.memoryBytes() / 2 / Math.max(1, reads.streams().size());
    for (List<ByteRange> stream : reads.streams()) {
      plan.add(object, RangeGroups.inOrder(stream, Math.max(LEAST_STEP_BYTES, fair)));
    }
    return plan;
  }

  private void add(PinnedObject object, List<List<ByteRange>> steps) {
    FetchChain chain =
        new FetchChain(steps.stream().map(ranges -> new Fetch(object, ranges)).toList(), executor);
    for (int i = 0; i < steps.size(); i++) {
      for (ByteRange range : steps.get(i)) {
        places.put(range.start(), new Place(range, chain, i));
      }
    }
    chains.add(chain);
  }

  /** Begins to fetch the first of everything. */
  void begin() {
    chains.forEach(FetchChain::begin);
  }

  /** Whether nothing that is expected lies behind a position but the rest of its request. */
  boolean isLast(long position) {
    Place place = placeOf(position);
    return place != null && place.equals(places.lastEntry().getValue());
  }

  /**
   * Copies bytes from a position on, as far as one range has them.
   *
   * @return how many; none if those are not expected
   */
  int copy(long position, byte[] target, int offset, int count) throws IOException {
    Place place = placeOf(position);
    return place == null ? 0 : place.chain().at(place.step()).copy(position, target, offset, count);
  }

  private @Nullable Place placeOf(long position) {
    Map.Entry<Long, Place> entry = places.floorEntry(position);
    return entry != null && position < entry.getValue().range().end() ? entry.getValue() : null;
  }
}
