package sleeper.parquet.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
import sleeper.parquet.block.Columns;

/** Table schemas as the Parquet schemas of data files, and guesses of one from a file's. */
public final class ParquetSchemas {

  /** The name of the message of every data file. */
  public static final String MESSAGE_NAME = "record";

  private ParquetSchemas() {}

  /**
   * The Parquet schema of a table's data files: the fields in schema order, required unless they
   * are nullable, the element of a list named like its field, as Sleeper's readers expect.
   */
  public static MessageType of(Schema schema) {
    return new MessageType(
        MESSAGE_NAME, schema.fields().stream().map(ParquetSchemas::column).toList());
  }

  /** The Parquet type of one field of a table. */
  public static org.apache.parquet.schema.Type column(Field field) {
    Repetition repetition = field.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    Type type = field.type();
    if (type instanceof ListType list) {
      return listColumn(field.name(), repetition, list);
    }
    if (type instanceof MapType map) {
      return mapColumn(field.name(), repetition, map);
    }
    return primitive((PrimitiveType) type, repetition, field.name());
  }

  /**
   * Guesses a table schema from a file's: the keys in the order they are named, then every other
   * column that has a table type, nullable where the file's is optional. {@link #unmapped} lists
   * the columns that are left out.
   *
   * @throws InvalidInput naming a key that the file has not, or that cannot be a key
   */
  public static Schema infer(MessageType message, List<String> rowKeys, List<String> sortKeys) {
    Schema.Builder builder = Schema.builder();
    rowKeys.forEach(name -> builder.rowKey(name, keyType(message, name)));
    sortKeys.forEach(name -> builder.sortKey(name, keyType(message, name)));
    for (org.apache.parquet.schema.Type column : message.getFields()) {
      String name = column.getName();
      if (!rowKeys.contains(name) && !sortKeys.contains(name)) {
        FileColumn fileColumn = FileColumn.of(message, column);
        fileColumn
            .naturalType()
            .ifPresent(
                type -> builder.values(List.of(new Field(name, type, fileColumn.isOptional()))));
      }
    }
    return build(builder);
  }

  /**
   * What {@link #infer} leaves out: a sentence for each column without a table type, saying what it
   * is.
   */
  public static List<String> unmapped(MessageType message) {
    List<String> sentences = new ArrayList<>();
    for (org.apache.parquet.schema.Type column : message.getFields()) {
      if (FileColumn.of(message, column).naturalType().isEmpty()) {
        sentences.add(
            "Column %s is a %s, which has no type in a table"
                .formatted(column.getName(), FileColumn.describe(column)));
      }
    }
    return sentences;
  }

  private static Schema build(Schema.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          e.getMessage() == null ? "The schema is not valid" : e.getMessage(), e);
    }
  }

  private static PrimitiveType keyType(MessageType message, String name) {
    if (!message.containsField(name)) {
      throw new InvalidInput(
          "Key column %s is not in the file; it has %s"
              .formatted(
                  name,
                  message.getFields().stream()
                      .map(org.apache.parquet.schema.Type::getName)
                      .toList()));
    }
    org.apache.parquet.schema.Type column = message.getType(name);
    if (FileColumn.of(message, column).naturalType().orElse(null) instanceof PrimitiveType type) {
      return type;
    }
    throw new InvalidInput(
        "Column %s cannot be a key: it is a %s".formatted(name, FileColumn.describe(column)));
  }

  private static GroupType listColumn(String name, Repetition repetition, ListType list) {
    GroupType repeated =
        new GroupType(
            Repetition.REPEATED, "list", primitive(list.element(), Repetition.REQUIRED, name));
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.listType())
        .addField(repeated)
        .named(name);
  }

  private static GroupType mapColumn(String name, Repetition repetition, MapType map) {
    GroupType repeated =
        new GroupType(
            Repetition.REPEATED,
            "key_value",
            primitive(map.key(), Repetition.REQUIRED, "key"),
            primitive(map.value(), Repetition.REQUIRED, "value"));
    return Types.buildGroup(repetition)
        .as(LogicalTypeAnnotation.mapType())
        .addField(repeated)
        .named(name);
  }

  private static org.apache.parquet.schema.PrimitiveType primitive(
      PrimitiveType type, Repetition repetition, String name) {
    Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> builder =
        Types.primitive(physicalType(type), repetition);
    return switch (type.kind()) {
      case INT, LONG, BYTE_ARRAY, BOOLEAN -> builder.named(name);
      // parquet-java would declare the total order of IEEE 754, which older readers do not know.
      case FLOAT, DOUBLE -> builder.columnOrder(ColumnOrder.typeDefined()).named(name);
      case STRING -> builder.as(LogicalTypeAnnotation.stringType()).named(name);
      case DATE -> builder.as(LogicalTypeAnnotation.dateType()).named(name);
      case TIMESTAMP ->
          builder.as(LogicalTypeAnnotation.timestampType(true, TimeUnit.NANOS)).named(name);
      case DECIMAL -> decimal(builder, type).named(name);
    };
  }

  private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> decimal(
      Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> builder, PrimitiveType type) {
    Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> annotated =
        builder.as(LogicalTypeAnnotation.decimalType(type.scale(), type.precision()));
    return type.precision() <= PrimitiveType.MAX_LONG_PRECISION
        ? annotated
        : annotated.length(Columns.LONG_DECIMAL_BYTES);
  }

  private static PrimitiveTypeName physicalType(PrimitiveType type) {
    return switch (type.kind()) {
      case INT, DATE -> PrimitiveTypeName.INT32;
      case LONG, TIMESTAMP -> PrimitiveTypeName.INT64;
      case STRING, BYTE_ARRAY -> PrimitiveTypeName.BINARY;
      case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
      case FLOAT -> PrimitiveTypeName.FLOAT;
      case DOUBLE -> PrimitiveTypeName.DOUBLE;
      case DECIMAL ->
          type.precision() <= PrimitiveType.MAX_LONG_PRECISION
              ? PrimitiveTypeName.INT64
              : PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    };
  }
}
