package sleeper.query.arrow;

import org.apache.arrow.vector.VectorSchemaRoot;
import sleeper.parquet.block.RowBlock;

/** Copies blocks into the vectors of a root whose schema is of {@link ArrowSchemas}. */
public final class BlockVectors {

  private BlockVectors() {}

  /** Replaces the rows of the root by those of a block. */
  public static void fill(VectorSchemaRoot root, RowBlock block) {
    for (int i = 0; i < block.columns().size(); i++) {
      VectorFiller.fill(root.getVector(i), block.column(i));
    }
    root.setRowCount(block.rows());
  }
}
