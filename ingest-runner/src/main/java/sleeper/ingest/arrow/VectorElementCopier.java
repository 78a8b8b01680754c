package sleeper.ingest.arrow;

import org.apache.arrow.vector.ValueVector;
import sleeper.parquet.block.Column;

/** Copies values that lie in a vector themselves. */
abstract class VectorElementCopier extends ElementCopier {

  private final ValueVector vector;

  VectorElementCopier(ValueVector vector, Column column) {
    super(column);
    this.vector = vector;
  }

  @Override
  final boolean isNull(int index) {
    return vector.isNull(index);
  }
}
