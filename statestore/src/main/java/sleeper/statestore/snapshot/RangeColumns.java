package sleeper.statestore.snapshot;

import java.util.Locale;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.ValueText;
import sleeper.core.order.ValueBounds;
import sleeper.core.range.Range;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;

/**
 * The ranges of regions in a batch, minimum inclusive and maximum exclusive.
 *
 * <p>A bound has the one child that its type calls for; an unbounded maximum has none. The types
 * that Sleeper does not know are kept as text.
 */
final class RangeColumns {

  private final StructVector ranges;
  private final VarCharVector fieldName;
  private final VarCharVector fieldType;
  private final Bounds min;
  private final Bounds max;

  RangeColumns(StructVector ranges) {
    this.ranges = ranges;
    fieldName = ranges.getChild("fieldName", VarCharVector.class);
    fieldType = ranges.getChild("fieldType", VarCharVector.class);
    min = new Bounds(ranges.getChild("min", StructVector.class));
    max = new Bounds(ranges.getChild("max", StructVector.class));
  }

  void write(int index, Range range) {
    Range canonical = range.canonical();
    PrimitiveType type = range.field().primitiveType();
    Object lower = canonical.min();
    ranges.setIndexDefined(index);
    Texts.set(fieldName, index, range.field().name());
    Texts.set(fieldType, index, typeName(type));
    min.write(index, type, lower == null ? ValueBounds.minimum(type) : lower);
    max.write(index, type, canonical.max());
  }

  /** The range of a row key among those of one region. */
  Range read(Field field, int start, int end) {
    for (int index = start; index < end; index++) {
      if (Texts.get(fieldName, index).equals(field.name())) {
        PrimitiveType type = field.primitiveType();
        return Range.halfOpen(field, min.read(index, type), max.read(index, type)).canonical();
      }
    }
    throw new IllegalArgumentException("a region has no range of row key " + field.name());
  }

  private static String typeName(PrimitiveType type) {
    return switch (type.kind()) {
      case BYTE_ARRAY -> "ByteArrayType";
      case INT, LONG, STRING, BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, DATE, DECIMAL -> {
        String name = type.kind().name();
        yield name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + "Type";
      }
    };
  }

  /** The lower or upper bounds. */
  private static final class Bounds {

    private final StructVector bounds;
    private final VarCharVector strings;
    private final BigIntVector longs;
    private final IntVector ints;
    private final VarBinaryVector bytes;

    private Bounds(StructVector bounds) {
      this.bounds = bounds;
      strings = bounds.getChild("string", VarCharVector.class);
      longs = bounds.getChild("long", BigIntVector.class);
      ints = bounds.getChild("int", IntVector.class);
      bytes = bounds.getChild("bytes", VarBinaryVector.class);
    }

    private void write(int index, PrimitiveType type, @Nullable Object value) {
      bounds.setIndexDefined(index);
      strings.setNull(index);
      longs.setNull(index);
      ints.setNull(index);
      bytes.setNull(index);
      if (value != null) {
        writeValue(index, type, value);
      }
    }

    private void writeValue(int index, PrimitiveType type, Object value) {
      switch (type.kind()) {
        case INT -> ints.setSafe(index, (Integer) value);
        case LONG -> longs.setSafe(index, (Long) value);
        case BYTE_ARRAY -> bytes.setSafe(index, (byte[]) value);
        case STRING, BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, DATE, DECIMAL ->
            Texts.set(strings, index, ValueText.format(type, value));
      }
    }

    private @Nullable Object read(int index, PrimitiveType type) {
      return switch (type.kind()) {
        case INT -> ints.isNull(index) ? null : (Object) ints.get(index);
        case LONG -> longs.isNull(index) ? null : (Object) longs.get(index);
        case BYTE_ARRAY -> bytes.isNull(index) ? null : bytes.get(index);
        case STRING, BOOLEAN, FLOAT, DOUBLE, TIMESTAMP, DATE, DECIMAL ->
            strings.isNull(index) ? null : ValueText.parse(type, Texts.get(strings, index));
      };
    }
  }
}
