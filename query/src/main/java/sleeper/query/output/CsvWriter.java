package sleeper.query.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockRows;
import sleeper.parquet.block.RowBlock;

/**
 * RFC 4180 but for the ends of lines: a line of names, then a line for each row, in UTF-8. Lines
 * end with LF, because programs that read lines from a pipe would take a CR for a part of the last
 * value.
 *
 * <p>A null is nothing at all, an empty string is {@code ""}. Timestamps and dates are ISO-8601,
 * byte arrays base64, decimals plain; lists and maps are JSON as {@link JsonValues} has it.
 */
final class CsvWriter implements ResultWriter {

  private static final String LINE_END = "\n";

  private final List<Field> fields;
  private final Writer text;
  private final JsonFactory json = JsonLinesWriter.generators();

  CsvWriter(Schema schema, OutputStream stream) throws IOException {
    fields = schema.fields();
    text =
        new BufferedWriter(
            new OutputStreamWriter(new OpenStream(stream), StandardCharsets.UTF_8), 1 << 16);
    writeHeader();
  }

  @Override
  public void write(RowBlock block) throws IOException {
    for (int row = 0; row < block.rows(); row++) {
      for (int i = 0; i < fields.size(); i++) {
        if (i > 0) {
          text.write(',');
        }
        writeValue(fields.get(i), BlockRows.value(block.column(i), row));
      }
      text.write(LINE_END);
    }
  }

  @Override
  public void finish() throws IOException {
    text.flush();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private void writeHeader() throws IOException {
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        text.write(',');
      }
      writeText(fields.get(i).name());
    }
    text.write(LINE_END);
  }

  private void writeValue(Field field, @Nullable Object value) throws IOException {
    if (value == null) {
      return;
    }
    if (!(field.type() instanceof PrimitiveType)) {
      writeText(asJson(field, value));
    } else if (value instanceof byte[] bytes) {
      writeText(Base64.getEncoder().encodeToString(bytes));
    } else if (value instanceof BigDecimal decimal) {
      text.write(decimal.toPlainString());
    } else {
      writeText(value.toString());
    }
  }

  private String asJson(Field field, Object value) throws IOException {
    StringWriter buffer = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(buffer)) {
      JsonValues.write(generator, field.type(), value);
    }
    return buffer.toString();
  }

  private void writeText(String value) throws IOException {
    if (!needsQuotes(value)) {
      text.write(value);
      return;
    }
    text.write('"');
    text.write(value.replace("\"", "\"\""));
    text.write('"');
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    // Spaces at the ends are lost in many readers.
    return value.isEmpty() || value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ';
  }
}
