package sleeper.core.storage;

import java.util.List;

/**
 * What will be read of an object next.
 *
 * @param ranges each read from its start to its end, all of them side by side; in any order
 * @param following what is read after all of that, as far as it is known
 * @param memoryBytes how many bytes may be held that were fetched and not read yet
 */
public record ExpectedReads(List<ByteRange> ranges, List<ByteRange> following, long memoryBytes) {

  public ExpectedReads {
    ranges = List.copyOf(ranges);
    following = List.copyOf(following);
  }
}
