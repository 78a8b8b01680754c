package sleeper.parquet.read;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;

/** What parquet-java itself reads from a file, as the same plain values as {@link BlockRows}. */
final class GroupRows {

  private GroupRows() {}

  static List<List<Object>> readAll(Path file, List<Field> fields) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      MessageType message = reader.getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(message)
                .getRecordReader(pages, new GroupRecordConverter(message));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(row(records.read(), fields));
        }
      }
    }
    return rows;
  }

  private static List<Object> row(Group group, List<Field> fields) {
    List<Object> values = new ArrayList<>();
    for (Field field : fields) {
      values.add(value(group, field));
    }
    return values;
  }

  private static Object value(Group group, Field field) {
    Type type = group.getType().getType(field.name());
    int count = group.getFieldRepetitionCount(field.name());
    if (type.isRepetition(Repetition.REPEATED)) {
      return list(group, field.name(), ((ListType) field.type()).element());
    }
    if (count == 0) {
      return null;
    }
    if (field.type() instanceof PrimitiveType primitive) {
      return single(group, group.getType().getFieldIndex(field.name()), 0, primitive);
    }
    Group outer = group.getGroup(field.name(), 0);
    if (field.type() instanceof MapType map) {
      return map(outer, map);
    }
    String repeated = outer.getType().getFieldName(0);
    PrimitiveType element = ((ListType) field.type()).element();
    if (outer.getType().getType(0).isPrimitive()) {
      return list(outer, repeated, element);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < outer.getFieldRepetitionCount(0); i++) {
      values.add(single(outer.getGroup(0, i), 0, 0, element));
    }
    return values;
  }

  private static List<Object> list(Group group, String name, PrimitiveType element) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < group.getFieldRepetitionCount(name); i++) {
      values.add(single(group, group.getType().getFieldIndex(name), i, element));
    }
    return values;
  }

  private static Map<Object, Object> map(Group group, MapType type) {
    Map<Object, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < group.getFieldRepetitionCount(0); i++) {
      Group entry = group.getGroup(0, i);
      values.put(single(entry, 0, 0, type.key()), single(entry, 1, 0, type.value()));
    }
    return values;
  }

  private static Object single(Group group, int field, int index, PrimitiveType type) {
    org.apache.parquet.schema.PrimitiveType file = group.getType().getType(field).asPrimitiveType();
    LogicalTypeAnnotation annotation = file.getLogicalTypeAnnotation();
    return switch (type.kind()) {
      case BOOLEAN -> group.getBoolean(field, index);
      case INT -> group.getInteger(field, index);
      case LONG -> number(group, field, index, file);
      case FLOAT ->
          annotation == null
              ? (Object) group.getFloat(field, index)
              : half(group.getBinary(field, index).getBytes());
      case DOUBLE -> group.getDouble(field, index);
      case DATE -> LocalDate.ofEpochDay(group.getInteger(field, index));
      case TIMESTAMP -> timestamp(group, field, index, annotation);
      case STRING ->
          annotation instanceof UUIDLogicalTypeAnnotation
              ? uuid(group.getBinary(field, index).toByteBuffer())
              : group.getBinary(field, index).toStringUsingUTF8();
      case BYTE_ARRAY -> ByteBuffer.wrap(group.getBinary(field, index).getBytes());
      case DECIMAL -> decimal(group, field, index, file);
    };
  }

  private static float half(byte[] bytes) {
    int bits = (bytes[0] & 0xFF) | ((bytes[1] & 0xFF) << 8);
    int exponent = (bits >> 10) & 31;
    float fraction = (bits & 1023) / 1024f;
    float size =
        exponent == 31
            ? fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN
            : exponent == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, exponent - 15);
    return bits >= 0x8000 ? -size : size;
  }

  private static String uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static long number(
      Group group, int field, int index, org.apache.parquet.schema.PrimitiveType file) {
    return switch (file.getPrimitiveTypeName()) {
      case INT32 ->
          file.getLogicalTypeAnnotation() instanceof IntLogicalTypeAnnotation integer
                  && !integer.isSigned()
              ? Integer.toUnsignedLong(group.getInteger(field, index))
              : group.getInteger(field, index);
      default -> group.getLong(field, index);
    };
  }

  private static Instant timestamp(
      Group group, int field, int index, LogicalTypeAnnotation annotation) {
    if (!(annotation instanceof TimestampLogicalTypeAnnotation timestamp)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(group.getInt96(field, index).getBytes()).order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      return Instant.ofEpochSecond(86_400L * (bytes.getInt() - 2_440_588L), nanos);
    }
    long value = group.getLong(field, index);
    return switch (timestamp.getUnit()) {
      case MILLIS -> Instant.ofEpochMilli(value);
      case MICROS ->
          Instant.ofEpochSecond(
              Math.floorDiv(value, 1_000_000L), Math.floorMod(value, 1_000_000L) * 1000);
      case NANOS ->
          Instant.ofEpochSecond(
              Math.floorDiv(value, 1_000_000_000L), Math.floorMod(value, 1_000_000_000L));
    };
  }

  private static BigDecimal decimal(
      Group group, int field, int index, org.apache.parquet.schema.PrimitiveType file) {
    int scale = ((DecimalLogicalTypeAnnotation) file.getLogicalTypeAnnotation()).getScale();
    return switch (file.getPrimitiveTypeName()) {
      case INT32 -> BigDecimal.valueOf(group.getInteger(field, index), scale);
      case INT64 -> BigDecimal.valueOf(group.getLong(field, index), scale);
      default -> new BigDecimal(new BigInteger(group.getBinary(field, index).getBytes()), scale);
    };
  }
}
