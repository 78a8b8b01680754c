package sleeper.parquet.schema;

import java.util.List;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;

/**
 * A top-level column of a Parquet file as a table can see it: single values, a list or a map of
 * them. Understands every layout of lists that writers have used.
 *
 * @param type the column as the file declares it
 * @param shape what it is
 * @param leaves where its values are: one, or a map's keys and values; none for {@link Shape#OTHER}
 */
public record FileColumn(Type type, Shape shape, List<ColumnDescriptor> leaves) {

  /** What a column is. */
  public enum Shape {
    /** One value a row. */
    SINGLE,
    /** A list of values a row. */
    LIST,
    /** A map of values a row. */
    MAP,
    /** A struct, or deeper nested than a table can hold. */
    OTHER
  }

  /** Finds out what a top-level column of a file is. */
  public static FileColumn of(MessageType message, Type type) {
    String name = type.getName();
    if (type.isPrimitive()) {
      Shape shape = type.isRepetition(Repetition.REPEATED) ? Shape.LIST : Shape.SINGLE;
      return new FileColumn(type, shape, List.of(leaf(message, name)));
    }
    GroupType group = type.asGroupType();
    if (!group.isRepetition(Repetition.REPEATED) && group.getFieldCount() == 1) {
      Type repeated = group.getType(0);
      if (repeated.isRepetition(Repetition.REPEATED)) {
        return annotated(message, group, repeated);
      }
    }
    return other(type);
  }

  /** Whether a row can have no value here at all. */
  public boolean isOptional() {
    return type.isRepetition(Repetition.OPTIONAL);
  }

  /** The table type that holds all its values without loss, if there is one. */
  public Optional<sleeper.core.schema.Type> naturalType() {
    return switch (shape) {
      case SINGLE -> leafType(0).map(single -> single);
      case LIST -> leafType(0).map(ListType::new);
      case MAP -> leafType(0).flatMap(key -> leafType(1).map(value -> new MapType(key, value)));
      case OTHER -> Optional.empty();
    };
  }

  /** A file's type in the words of its schema, on one line. */
  public static String describe(Type type) {
    if (!type.isPrimitive()) {
      String annotation =
          type.getLogicalTypeAnnotation() == null
              ? "group"
              : type.getLogicalTypeAnnotation() + " group";
      List<String> fields =
          type.asGroupType().getFields().stream()
              .map(field -> describe(field) + " " + field.getName())
              .toList();
      return annotation + " {" + String.join(", ", fields) + "}";
    }
    return LeafTypes.describe(type.asPrimitiveType());
  }

  private Optional<sleeper.core.schema.PrimitiveType> leafType(int leaf) {
    return LeafTypes.naturalType(leaves.get(leaf).getPrimitiveType());
  }

  private static FileColumn annotated(MessageType message, GroupType group, Type repeated) {
    if (group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      return list(message, group, repeated);
    }
    if (group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation) {
      return map(message, group, repeated);
    }
    return other(group);
  }

  private static FileColumn list(MessageType message, GroupType group, Type repeated) {
    if (repeated.isPrimitive()) {
      return new FileColumn(
          group, Shape.LIST, List.of(leaf(message, group.getName(), repeated.getName())));
    }
    GroupType middle = repeated.asGroupType();
    if (middle.getFieldCount() != 1 || isStructElement(group, middle)) {
      return other(group);
    }
    Type element = middle.getType(0);
    if (!element.isPrimitive() || element.isRepetition(Repetition.REPEATED)) {
      return other(group);
    }
    return new FileColumn(
        group,
        Shape.LIST,
        List.of(leaf(message, group.getName(), middle.getName(), element.getName())));
  }

  /** The names by which old writers mark a repeated group as the element itself, a struct. */
  private static boolean isStructElement(GroupType group, GroupType repeated) {
    return repeated.getName().equals("array")
        || repeated.getName().equals(group.getName() + "_tuple");
  }

  private static FileColumn map(MessageType message, GroupType group, Type repeated) {
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() != 2) {
      return other(group);
    }
    GroupType entry = repeated.asGroupType();
    for (Type part : entry.getFields()) {
      if (!part.isPrimitive() || part.isRepetition(Repetition.REPEATED)) {
        return other(group);
      }
    }
    return new FileColumn(
        group,
        Shape.MAP,
        entry.getFields().stream()
            .map(part -> leaf(message, group.getName(), entry.getName(), part.getName()))
            .toList());
  }

  private static FileColumn other(Type type) {
    return new FileColumn(type, Shape.OTHER, List.of());
  }

  private static ColumnDescriptor leaf(MessageType message, String... path) {
    return message.getColumnDescription(path);
  }
}
