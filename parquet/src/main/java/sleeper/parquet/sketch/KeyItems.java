package sleeper.parquet.sketch;

import java.nio.ByteBuffer;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.Column;

/** Keys that a sketch has taken, by id, and the smallest and largest of all it has seen. */
abstract sealed class KeyItems permits NumberItems, BytesItems {

  static KeyItems of(PrimitiveType type) {
    return switch (type.kind()) {
      case INT, LONG, BOOLEAN, TIMESTAMP, DATE -> new NumberItems(NumberItems.Form.INTEGER);
      case FLOAT -> new NumberItems(NumberItems.Form.FLOAT);
      case DOUBLE -> new NumberItems(NumberItems.Form.DOUBLE);
      case STRING, BYTE_ARRAY -> new BytesItems(BytesItems.Form.UNSIGNED);
      case DECIMAL ->
          type.precision() <= PrimitiveType.MAX_LONG_PRECISION
              ? new NumberItems(NumberItems.Form.INTEGER)
              : new BytesItems(BytesItems.Form.SIGNED);
    };
  }

  /** Widens the bounds by some values of a column, at least one. */
  abstract void widenBounds(Column column, int from, int to);

  /** Copies a value; returns its id. */
  abstract int add(Column column, int row);

  /** Compares two items by their keys. */
  abstract int compare(int left, int right);

  /** Forgets items that no level names, and renames those that stay, in the levels too. */
  abstract void retain(int[][] levels);

  /** About how many bytes the items taken so far have. */
  abstract long heldBytes();

  /** How many bytes an item has in the image. */
  abstract int bytes(int id);

  /** Puts an item. */
  abstract void put(int id, ByteBuffer image);

  /** How many bytes both bounds have in the image. */
  abstract int boundsBytes();

  /** Puts the smallest, then the largest. */
  abstract void putBounds(ByteBuffer image);
}
