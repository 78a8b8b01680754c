package sleeper.parquet.block;

import java.util.Arrays;
import sleeper.core.schema.Type;

/** Lists: list i is elements {@code offsets[i]} up to, without it, {@code offsets[i+1]}. */
public final class ListColumn extends Column {

  private int[] offsets;
  private final Column elements;

  /** An empty column over an empty column of elements. */
  public ListColumn(Type type, int capacity, Column elements) {
    super(type);
    offsets = new int[capacity + 1];
    this.elements = elements;
  }

  /** Where lists start and, one further, end; {@code size() + 1} of them count. */
  public int[] offsets() {
    return offsets;
  }

  /** The elements of all lists, one after another; none is null. */
  public Column elements() {
    return elements;
  }

  @Override
  public void ensureCapacity(int values) {
    if (values + 1 > offsets.length) {
      offsets = Arrays.copyOf(offsets, grown(offsets.length, values + 1));
    }
  }

  @Override
  public void clear() {
    super.clear();
    offsets[0] = 0;
    elements.clear();
  }

  @Override
  public long allocatedBytes() {
    return (long) Integer.BYTES * offsets.length + elements.allocatedBytes() + nullBytes();
  }

  @Override
  public long usedBytes() {
    return (long) Integer.BYTES * (size() + 1)
        + elements.usedBytes()
        + (nulls() == null ? 0 : size());
  }
}
