package sleeper.query.testing;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;

/** Rows as text that is equal where all values are, byte arrays within lists and maps too. */
public final class RowText {

  private RowText() {}

  /** The rows as text. */
  public static List<String> of(List<Row> rows) {
    return rows.stream().map(RowText::of).toList();
  }

  /** A row as text. */
  public static String of(Row row) {
    return IntStream.range(0, row.schema().fields().size())
        .mapToObj(field -> row.schema().field(field).name() + "=" + show(row.get(field)))
        .collect(Collectors.joining(", "));
  }

  private static String show(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(RowText::show).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> show(entry.getKey()) + ":" + show(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }
}
