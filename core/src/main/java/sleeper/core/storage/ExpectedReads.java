package sleeper.core.storage;

import java.util.List;

/**
 * What will be read of an object next: streams that are read side by side, such as the columns of a
 * row group, each a list of ranges that are read one after the other.
 *
 * @param streams what is read now
 * @param following what is read after all of that, as far as it is known
 * @param memoryBytes how many bytes may be held that were fetched and not read yet
 */
public record ExpectedReads(
    List<List<ByteRange>> streams, List<List<ByteRange>> following, long memoryBytes) {

  public ExpectedReads {
    streams = streams.stream().map(List::copyOf).toList();
    following = following.stream().map(List::copyOf).toList();
  }
}
