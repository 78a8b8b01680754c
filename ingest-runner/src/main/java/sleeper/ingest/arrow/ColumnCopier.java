package sleeper.ingest.arrow;

import java.util.Arrays;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.KeyValues;
import sleeper.core.schema.Field;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** Copies ranges of rows of one field from record batches into a column of its own. */
final class ColumnCopier {

  private static final int FIRST_CAPACITY = 1024;

  private final Field field;
  private final boolean key;
  private final Column column;
  private @Nullable ElementCopier elements;
  private byte[] nulls = new byte[0];

  ColumnCopier(Field field, boolean key) {
    this.field = field;
    this.key = key;
    column = Columns.create(field.type(), FIRST_CAPACITY);
  }

  /**
   * Takes the column of a batch, or null where it has none.
   *
   * @throws InvalidInput if the field cannot hold the column's type
   */
  void startBatch(@Nullable FieldVector vector, ArrowReader dictionaries) {
    elements = vector == null ? null : copierOf(vector, dictionaries);
  }

  /** Replaces the column's values by those of some rows of the batch. */
  Column copy(int from, int to, long rowsBefore) {
    column.clear();
    int row = from;
    try {
      for (; row < to; row++) {
        copyOne(row);
      }
    } catch (UnfitValue e) {
      throw new InvalidInput(
          "Row "
              + (rowsBefore + row - from + 1)
              + ", column "
              + field.name()
              + ": "
              + e.getMessage(),
          e);
    }
    return column;
  }

  private void copyOne(int row) throws UnfitValue {
    int position = column.size();
    if (elements == null) {
      appendMissing(position);
    } else if (!elements.isNull(row)) {
      elements.append(row);
      if (key) {
        checkKey(position);
      }
      if (column.nulls() != null) {
        flag(position, (byte) 0);
      }
    } else if (field.nullable()) {
      elements.appendNull();
      flag(position, (byte) 1);
    } else {
      throw new UnfitValue("there is no value, and the field is not nullable");
    }
  }

  /** A new column is all zero, and so are cleared offsets. */
  private void appendMissing(int position) {
    column.ensureCapacity(position + 1);
    column.setSize(position + 1);
    flag(position, (byte) 1);
  }

  private void checkKey(int position) throws UnfitValue {
    switch (field.primitiveType().kind()) {
      case FLOAT -> requireAllowed(Float.intBitsToFloat(((IntColumn) column).values()[position]));
      case DOUBLE ->
          requireAllowed(Double.longBitsToDouble(((LongColumn) column).values()[position]));
      case INT, LONG, STRING, BYTE_ARRAY, BOOLEAN, TIMESTAMP, DATE, DECIMAL -> {}
    }
  }

  private static void requireAllowed(double value) throws UnfitValue {
    if (!KeyValues.isAllowed(value)) {
      throw new UnfitValue("the value " + value + " has no place in the order of keys");
    }
  }

  private void flag(int position, byte value) {
    if (position >= nulls.length) {
      nulls = Arrays.copyOf(nulls, Math.max(FIRST_CAPACITY, position + (position >> 1) + 1));
    }
    if (column.nulls() == null) {
      Arrays.fill(nulls, 0, position, (byte) 0);
    }
    nulls[position] = value;
    column.setNulls(nulls);
  }

  private ElementCopier copierOf(FieldVector vector, ArrowReader dictionaries) {
    DictionaryEncoding encoding = vector.getField().getDictionary();
    Dictionary dictionary = encoding == null ? null : dictionaries.lookup(encoding.getId());
    FieldVector values = dictionary == null ? vector : dictionary.getVector();
    ElementCopier copier = ElementCopiers.create(values, field.type(), column);
    if (copier == null) {
      throw new InvalidInput(
          "The Arrow column "
              + field.name()
              + " is "
              + values.getField().getType()
              + ", which the table's "
              + field.type()
              + " cannot hold without loss");
    }
    return dictionary == null
        ? copier
        : new DictionaryCopier(vector, values.getValueCount(), copier);
  }
}
