package sleeper.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import sleeper.core.storage.ByteRange;

/**
 * How the ranges that a reader expects are fetched within some memory: as few large requests that
 * are all begun at once and held, or, where they are too much for that, each as a window that moves
 * along, of which one half is fetched while the other is read. Thread-safe.
 */
final class FetchPlan {

  private static final long LEAST_PIECE_BYTES = 16 << 10;

  private final Executor executor;
  private final NavigableMap<Long, Place> places = new TreeMap<>();
  private final List<List<Fetch>> chains = new ArrayList<>();

  /** Where a range is fetched: as which of a chain of fetches, of which two are held. */
  private record Place(ByteRange range, List<Fetch> chain, int index) {}

  private FetchPlan(Executor executor) {
    this.executor = executor;
  }

  /** Nothing is expected. */
  static FetchPlan none() {
    return new FetchPlan(task -> {});
  }

  /** Fetches ranges by few requests and holds them all. */
  static FetchPlan whole(PinnedObject object, Executor executor, List<ByteRange> ranges) {
    FetchPlan plan = new FetchPlan(executor);
    for (List<ByteRange> group : RangeGroups.of(ranges)) {
      plan.add(object, List.of(group));
    }
    return plan;
  }

  /** Fetches each range piece by piece and holds two pieces of each. */
  static FetchPlan windows(
      PinnedObject object, Executor executor, List<ByteRange> ranges, long memoryBytes) {
    FetchPlan plan = new FetchPlan(executor);
    long fair = memoryBytes / 2 / Math.max(1, ranges.size());
    long piece = Math.min(RangeGroups.MOST_BYTES, Math.max(LEAST_PIECE_BYTES, fair));
    for (ByteRange range : ranges) {
      plan.add(object, RangeGroups.cut(range, piece).stream().map(List::of).toList());
    }
    return plan;
  }

  private void add(PinnedObject object, List<List<ByteRange>> steps) {
    List<Fetch> chain = steps.stream().map(ranges -> new Fetch(object, ranges)).toList();
    for (int i = 0; i < steps.size(); i++) {
      for (ByteRange range : steps.get(i)) {
        places.put(range.start(), new Place(range, chain, i));
      }
    }
    chains.add(chain);
  }

  /** Begins to fetch the first of everything. */
  void begin() {
    chains.stream()
        .filter(chain -> !chain.isEmpty())
        .forEach(chain -> chain.get(0).ahead(executor));
  }

  /**
   * Copies bytes from a position on, as far as they come by one request.
   *
   * @return how many; none if those are not expected
   */
  int copy(long position, byte[] target, int offset, int count) throws IOException {
    Map.Entry<Long, Place> entry = places.floorEntry(position);
    if (entry == null || position >= entry.getValue().range().end()) {
      return 0;
    }
    Place place = entry.getValue();
    moveTo(place);
    return place.chain().get(place.index()).copy(position, target, offset, count);
  }

  private void moveTo(Place place) {
    if (place.index() > 0) {
      place.chain().get(place.index() - 1).drop();
    }
    if (place.index() + 1 < place.chain().size()) {
      place.chain().get(place.index() + 1).ahead(executor);
    }
  }
}
