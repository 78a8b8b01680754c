package sleeper.parquet.read;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** How the physical types of Parquet are held and decoded. */
final class PhysicalTypes {

  /** The bytes of an INT96. */
  static final int INT96_BYTES = 12;

  private PhysicalTypes() {}

  /** A column for values as the file has them; its table type says only how it is held. */
  static Column column(PrimitiveType type, int capacity, int dataBytes) {
    return column(type, nominalType(type), capacity, dataBytes);
  }

  /** A column for values as the file has them that are of a table's type at once. */
  static Column column(
      PrimitiveType type,
      sleeper.core.schema.PrimitiveType tableType,
      int capacity,
      int dataBytes) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, FLOAT -> new IntColumn(tableType, capacity);
      case INT64, DOUBLE -> new LongColumn(tableType, capacity);
      case BOOLEAN -> new ByteColumn(tableType, capacity);
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> new BytesColumn(tableType, capacity, dataBytes);
    };
  }

  /** What decodes an encoding, dictionaries apart. */
  static ValueDecoder decoder(
      PrimitiveType type, Encoding encoding, MemoryBudget budget, String column) {
    ValueDecoder decoder =
        switch (encoding) {
          case PLAIN -> plain(type);
          case RLE -> runLength(type);
          case DELTA_BINARY_PACKED -> deltaPacked(type);
          case DELTA_LENGTH_BYTE_ARRAY -> deltaLength(type, budget, column);
          case DELTA_BYTE_ARRAY -> deltaBytes(type, budget, column);
          case BYTE_STREAM_SPLIT -> split(type);
          default -> null;
        };
    if (decoder == null) {
      throw new BadPage("its encoding is %s, which %s cannot have".formatted(encoding, type));
    }
    return decoder;
  }

  /** The bytes of a value that has always the same number of them. */
  static int fixedLength(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.INT96
        ? INT96_BYTES
        : type.getTypeLength();
  }

  private static ValueDecoder plain(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, FLOAT -> new PlainInts();
      case INT64, DOUBLE -> new PlainLongs();
      case BOOLEAN -> new PlainBooleans();
      case BINARY -> new PlainBytes();
      case FIXED_LEN_BYTE_ARRAY, INT96 -> new PlainFixed(fixedLength(type));
    };
  }

  private static @Nullable ValueDecoder runLength(PrimitiveType type) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN
        ? new RunLengthBooleans()
        : null;
  }

  private static @Nullable ValueDecoder deltaPacked(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> new DeltaNumbers();
      default -> null;
    };
  }

  private static @Nullable ValueDecoder deltaLength(
      PrimitiveType type, MemoryBudget budget, String column) {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY
        ? new DeltaLengthBytes(budget, column)
        : null;
  }

  private static @Nullable ValueDecoder deltaBytes(
      PrimitiveType type, MemoryBudget budget, String column) {
    return switch (type.getPrimitiveTypeName()) {
      case BINARY -> DeltaBytes.ofAnyLength(budget, column);
      case FIXED_LEN_BYTE_ARRAY -> DeltaBytes.ofLength(type.getTypeLength(), budget, column);
      default -> null;
    };
  }

  private static @Nullable ValueDecoder split(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, FLOAT -> new SplitStreams(Integer.BYTES);
      case INT64, DOUBLE -> new SplitStreams(Long.BYTES);
      case FIXED_LEN_BYTE_ARRAY -> new SplitStreams(type.getTypeLength());
      default -> null;
    };
  }

  private static sleeper.core.schema.PrimitiveType nominalType(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32 -> sleeper.core.schema.PrimitiveType.INT;
      case FLOAT -> sleeper.core.schema.PrimitiveType.FLOAT;
      case INT64 -> sleeper.core.schema.PrimitiveType.LONG;
      case DOUBLE -> sleeper.core.schema.PrimitiveType.DOUBLE;
      case BOOLEAN -> sleeper.core.schema.PrimitiveType.BOOLEAN;
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> sleeper.core.schema.PrimitiveType.BYTE_ARRAY;
    };
  }
}
