package sleeper.ingest.arrow;

import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;

/** Copies values that a vector has as indexes into a dictionary. */
final class DictionaryCopier extends ElementCopier {

  private final FieldVector vector;
  private final int dictionarySize;
  private final ElementCopier values;

  /**
   * A copier of indexes into a dictionary whose values another copier copies to the same column.
   */
  DictionaryCopier(FieldVector vector, int dictionarySize, ElementCopier values) {
    super(values.column());
    this.vector = vector;
    this.dictionarySize = dictionarySize;
    this.values = values;
  }

  @Override
  boolean isNull(int index) {
    if (vector.isNull(index)) {
      return true;
    }
    long id = idAt(index);
    return id >= 0 && id < dictionarySize && values.isNull((int) id);
  }

  @Override
  void put(int index, int position) throws UnfitValue {
    long id = idAt(index);
    if (id < 0 || id >= dictionarySize) {
      throw new UnfitValue(
          "the dictionary has " + dictionarySize + " values, and the index is " + id);
    }
    values.put((int) id, position);
  }

  @Override
  void putNull(int position) {
    values.putNull(position);
  }

  private long idAt(int index) {
    return ((BaseIntVector) vector).getValueAsLong(index);
  }
}
