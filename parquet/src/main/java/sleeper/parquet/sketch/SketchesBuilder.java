package sleeper.parquet.sketch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;

/**
 * Builds the {@code .sketches} sidecar of one data file: a classic quantiles sketch for each row
 * key field.
 *
 * <p>The row count, the smallest and the largest key in each sketch are exact. The first row key
 * must arrive sorted; its quantiles are off by a rank of 1/1024 at most. Quantiles of the others
 * are off by about 0.5 % of the rows. Same input, same bytes. Memory: a few thousand keys for each
 * row key field. Not thread-safe.
 *
 * <p>Layout of the file: for each row key field the length of its sketch in 4 bytes, big-endian,
 * then the sketch.
 */
public final class SketchesBuilder {

  private final List<KeySketch> sketches = new ArrayList<>();

  /**
   * Starts sketches.
   *
   * @param rows how many rows the file will have, exactly
   */
  public SketchesBuilder(Schema schema, long rows) {
    for (Field field : schema.rowKeyFields()) {
      KeyItems items = KeyItems.of(field.primitiveType());
      sketches.add(
          sketches.isEmpty()
              ? new SortedKeySketch(rows, items)
              : new UnsortedKeySketch(rows, items));
    }
  }

  /** Adds the next values of a row key field, which may be a dictionary column; none is null. */
  public void add(int rowKey, Column column) {
    sketches.get(rowKey).add(column);
  }

  /**
   * The contents of the file.
   *
   * @throws IllegalStateException if not as many rows were added as announced
   */
  public byte[] toBytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (KeySketch sketch : sketches) {
      byte[] image = sketch.image();
      file.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(image.length).array());
      file.writeBytes(image);
    }
    return file.toByteArray();
  }
}
