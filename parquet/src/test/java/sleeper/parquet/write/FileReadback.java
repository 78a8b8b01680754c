package sleeper.parquet.write;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Reads a file with parquet-java's own record reader into the values of {@link SampleColumns}. */
final class FileReadback {

  private FileReadback() {}

  static ParquetMetadata footer(MemoryObject object) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(object.inputFile())) {
      return reader.getFooter();
    }
  }

  /** The values of every field, in rows. */
  static List<List<@Nullable Object>> rows(MemoryObject object, Schema schema) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (ParquetFileReader reader = ParquetFileReader.open(object.inputFile())) {
      MessageType message = reader.getFileMetaData().getSchema();
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(message)
                .getRecordReader(pages, new GroupRecordConverter(message));
        for (long i = 0; i < pages.getRowCount(); i++) {
          rows.add(row(records.read(), schema));
        }
      }
    }
    return rows;
  }

  private static List<@Nullable Object> row(Group group, Schema schema) {
    List<@Nullable Object> row = new ArrayList<>();
    for (Field field : schema.fields()) {
      row.add(group.getFieldRepetitionCount(field.name()) == 0 ? null : value(group, field));
    }
    return row;
  }

  private static Object value(Group group, Field field) {
    if (field.type() instanceof PrimitiveType type) {
      return primitive(group, field.name(), 0, type);
    }
    Group nested = group.getGroup(field.name(), 0);
    if (field.type() instanceof ListType list) {
      return elements(nested, "list", field.name(), list.element());
    }
    MapType map = (MapType) field.type();
    return List.of(
        elements(nested, "key_value", "key", map.key()),
        elements(nested, "key_value", "value", map.value()));
  }

  private static List<Object> elements(
      Group nested, String repeated, String name, PrimitiveType type) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < nested.getFieldRepetitionCount(repeated); i++) {
      elements.add(primitive(nested.getGroup(repeated, i), name, 0, type));
    }
    return elements;
  }

  private static Object primitive(Group group, String name, int index, PrimitiveType type) {
    return switch (type.kind()) {
      case INT, DATE -> group.getInteger(name, index);
      case FLOAT -> group.getFloat(name, index);
      case LONG, TIMESTAMP -> group.getLong(name, index);
      case DOUBLE -> group.getDouble(name, index);
      case BOOLEAN -> group.getBoolean(name, index);
      case STRING -> group.getString(name, index);
      case BYTE_ARRAY -> group.getBinary(name, index).getBytes();
      case DECIMAL ->
          type.precision() <= PrimitiveType.MAX_LONG_PRECISION
              ? (Object) group.getLong(name, index)
              : new BigInteger(group.getBinary(name, index).getBytes());
    };
  }
}
