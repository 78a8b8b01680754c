package sleeper.statestore.snapshot;

import java.nio.charset.StandardCharsets;
import org.apache.arrow.vector.VarCharVector;
import org.jspecify.annotations.Nullable;

/** Text in Arrow's columns. */
final class Texts {

  private Texts() {}

  static void set(VarCharVector column, int row, String text) {
    column.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
  }

  static void setOptional(VarCharVector column, int row, @Nullable String text) {
    if (text == null) {
      column.setNull(row);
    } else {
      set(column, row, text);
    }
  }

  static String get(VarCharVector column, int row) {
    return new String(column.get(row), StandardCharsets.UTF_8);
  }

  static @Nullable String getOptional(VarCharVector column, int row) {
    return column.isNull(row) ? null : get(column, row);
  }
}
