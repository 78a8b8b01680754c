package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Maps: map i is entries {@code offsets[i]} up to, without it, {@code offsets[i+1]}. */
public final class MapColumn extends Column {

  private int[] offsets;
  private final Column keys;
  private final Column values;

  /** An empty column over empty columns of keys and values. */
  public MapColumn(Type type, int capacity, Column keys, Column values) {
    super(type);
    offsets = new int[capacity + 1];
    this.keys = keys;
    this.values = values;
  }

  /** Where maps start and, one further, end; {@code size() + 1} of them count. */
  public int[] offsets() {
    return offsets;
  }

  /** The keys of all maps, one after another; none is null. */
  public Column keys() {
    return keys;
  }

  /** The values that belong to the keys; none is null. */
  public Column values() {
    return values;
  }

  @Override
  public void ensureCapacity(int needed) {
    if (needed + 1 > offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, needed + 1));
    }
  }

  @Override
  public void clear() {
    super.clear();
    offsets[0] = 0;
    keys.clear();
    values.clear();
  }

  @Override
  public long allocatedBytes() {
    return (long) Integer.BYTES * offsets.length
        + keys.allocatedBytes()
        + values.allocatedBytes()
        + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) Integer.BYTES * (size() + 1)
        + keys.usedBytes()
        + values.usedBytes()
        + (nulls() == null ? 0 : size());
  }
}
