package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Strings or byte arrays as ids in a dictionary, where few values occur often. A null has id 0. */
public final class DictionaryColumn extends Column {

  private int[] ids;
  private Dictionary dictionary;

  /** An empty column with room for some ids. */
  public DictionaryColumn(Type type, int capacity, Dictionary dictionary) {
    super(type);
    ids = new int[capacity];
    this.dictionary = dictionary;
  }

  /** The id of each value; changes when the column grows. */
  public int[] ids() {
    return ids;
  }

  /** What the ids mean. */
  public Dictionary dictionary() {
    return dictionary;
  }

  /** Replaces the dictionary; the ids have to be filled again. */
  public void setDictionary(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  @Override
  public void ensureCapacity(int needed) {
    if (needed > ids.length) {
      ids = Arrays.copyOf(ids, grown(ids.length, needed));
    }
  }

  @Override
  public long allocatedBytes() {
    return (long) Integer.BYTES * ids.length
        + dictionary.data().length
        + (long) Integer.BYTES * dictionary.offsets().length
        + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) Integer.BYTES * size() + (nulls() == null ? 0 : size());
  }
}
