package sleeper.ingest.arrow;

import java.util.function.IntUnaryOperator;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.complex.BaseListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.MapVector;
import sleeper.parquet.block.ListColumn;
import sleeper.parquet.block.MapColumn;

/** Copiers of lists and maps. */
final class NestedCopiers {

  private NestedCopiers() {}

  /** Where the elements of a list lie in the vector of all elements. */
  record Bounds(IntUnaryOperator start, IntUnaryOperator end) {

    static Bounds of(BaseListVector vector) {
      return new Bounds(vector::getElementStartIndex, vector::getElementEndIndex);
    }

    static Bounds of(LargeListVector vector) {
      return new Bounds(
          index -> Math.toIntExact(vector.getElementStartIndex(index)),
          index -> Math.toIntExact(vector.getElementEndIndex(index)));
    }
  }

  static final class Lists extends VectorElementCopier {

    private final Bounds bounds;
    private final ListColumn column;
    private final ElementCopier elements;

    Lists(ValueVector vector, Bounds bounds, ListColumn column, ElementCopier elements) {
      super(vector, column);
      this.bounds = bounds;
      this.column = column;
      this.elements = elements;
    }

    @Override
    void put(int index, int position) throws UnfitValue {
      int end = bounds.end().applyAsInt(index);
      for (int i = bounds.start().applyAsInt(index); i < end; i++) {
        appendNonNull(elements, i, "an element of the list");
      }
      column.offsets()[position + 1] = column.elements().size();
    }

    @Override
    void putNull(int position) {
      column.offsets()[position + 1] = column.elements().size();
    }
  }

  static final class Maps extends VectorElementCopier {

    private final MapVector source;
    private final MapColumn column;
    private final ElementCopier keys;
    private final ElementCopier values;

    Maps(MapVector vector, MapColumn column, ElementCopier keys, ElementCopier values) {
      super(vector, column);
      this.source = vector;
      this.column = column;
      this.keys = keys;
      this.values = values;
    }

    @Override
    void put(int index, int position) throws UnfitValue {
      for (int i = source.getElementStartIndex(index); i < source.getElementEndIndex(index); i++) {
        appendNonNull(keys, i, "a key of the map");
        appendNonNull(values, i, "a value of the map");
      }
      column.offsets()[position + 1] = column.keys().size();
    }

    @Override
    void putNull(int position) {
      column.offsets()[position + 1] = column.keys().size();
    }
  }

  private static void appendNonNull(ElementCopier copier, int index, String what)
      throws UnfitValue {
    if (copier.isNull(index)) {
      throw new UnfitValue(what + " is null");
    }
    copier.append(index);
  }
}
