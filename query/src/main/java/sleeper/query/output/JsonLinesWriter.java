package sleeper.query.output;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockRows;
import sleeper.parquet.block.RowBlock;

/**
 * One JSON object a line, with a member for every column, in UTF-8; values as {@link JsonValues}.
 */
final class JsonLinesWriter implements ResultWriter {

  private final List<Field> fields;
  private final JsonGenerator json;

  JsonLinesWriter(Schema schema, OutputStream stream) throws IOException {
    fields = schema.fields();
    json = generators().createGenerator(new OpenStream(stream), JsonEncoding.UTF8);
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  /** A factory whose generators write decimals without an exponent. */
  static JsonFactory generators() {
    return JsonFactory.builder()
        .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .build();
  }

  @Override
  public void write(RowBlock block) throws IOException {
    for (int row = 0; row < block.rows(); row++) {
      json.writeStartObject();
      for (int i = 0; i < fields.size(); i++) {
        json.writeFieldName(fields.get(i).name());
        JsonValues.write(json, fields.get(i).type(), BlockRows.value(block.column(i), row));
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  @Override
  public void finish() throws IOException {
    json.flush();
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
