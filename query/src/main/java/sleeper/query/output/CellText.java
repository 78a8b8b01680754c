package sleeper.query.output;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sleeper.core.key.ValueText;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Type;

/** Values as cells of a text table: on one line, and no longer than a table ever shows. */
final class CellText {

  private static final String NULL = "NULL";

  /** More characters and elements than a cell has room for. */
  private static final int MOST = 64;

  private CellText() {}

  static String of(Type type, @Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (type instanceof ListType list) {
      return ((List<?>) value)
          .stream()
              .limit(MOST)
              .map(element -> primitive(list.element(), element))
              .collect(Collectors.joining(", ", "[", "]"));
    }
    if (type instanceof MapType map) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .limit(MOST)
              .map(entry -> entry(map, entry))
              .collect(Collectors.joining(", ", "{", "}"));
    }
    return primitive((PrimitiveType) type, value);
  }

  private static String entry(MapType type, Map.Entry<?, ?> entry) {
    return primitive(type.key(), entry.getKey()) + ": " + primitive(type.value(), entry.getValue());
  }

  private static String primitive(PrimitiveType type, Object value) {
    String text = ValueText.format(type, value);
    boolean isLong = text.length() > MOST;
    // Cut first: a value can have megabytes.
    return DisplayText.oneLine(isLong ? text.substring(0, MOST) : text);
  }
}
