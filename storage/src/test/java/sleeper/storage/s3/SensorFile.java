package sleeper.storage.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ObjectStore;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.WriteSettings;

/** A data file as an ingest writes it, with row groups of a million rows and ten rows a key. */
final class SensorFile {

  static final int ROWS_PER_KEY = 10;

  static final Schema SCHEMA =
      Schema.builder()
          .rowKey("sensor", PrimitiveType.STRING)
          .sortKey("time", PrimitiveType.TIMESTAMP)
          .value("reading", PrimitiveType.DOUBLE)
          .value("site", PrimitiveType.STRING)
          .value("sequence", PrimitiveType.LONG)
          .value("note", PrimitiveType.STRING)
          .build();

  private static final int GROUP_ROWS = 1_000_000;

  private SensorFile() {}

  static String key(long number) {
    return "sensor-%09d".formatted(number);
  }

  static void write(ObjectStore store, String key, long rows) throws IOException {
    try (DataFileWriter writer =
        DataFileWriter.create(store.create(key), SCHEMA, WriteSettings.defaults())) {
      for (long from = 0; from < rows; from += GROUP_ROWS) {
        writeGroup(writer, from, (int) Math.min(GROUP_ROWS, rows - from));
      }
      writer.finish();
    }
  }

  private static void writeGroup(DataFileWriter writer, long from, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(from);
    List<Column> columns =
        List.of(
            texts(rows, i -> key((from + i) / ROWS_PER_KEY)),
            longs(PrimitiveType.TIMESTAMP, rows, i -> (from + i) * 1_000_000_000L),
            longs(PrimitiveType.DOUBLE, rows, i -> Double.doubleToLongBits(random.nextDouble())),
            texts(rows, i -> "site-" + random.nextInt(500)),
            longs(PrimitiveType.LONG, rows, i -> random.nextLong(1L << 40)),
            texts(rows, i -> "note " + random.nextInt(1_000_000) + " of a sensor"));
    writer.startRowGroup(rows);
    for (int field = 0; field < columns.size(); field++) {
      writer.writeColumn(field, columns.get(field));
    }
    writer.endRowGroup();
  }

  private static LongColumn longs(PrimitiveType type, int rows, IntFunction<Long> value) {
    LongColumn column = new LongColumn(type, rows);
    for (int i = 0; i < rows; i++) {
      column.values()[i] = value.apply(i);
    }
    column.setSize(rows);
    return column;
  }

  private static BytesColumn texts(int rows, IntFunction<String> value) {
    BytesColumn column = new BytesColumn(PrimitiveType.STRING, rows, 1 << 20);
    int end = 0;
    for (int i = 0; i < rows; i++) {
      byte[] text = value.apply(i).getBytes(StandardCharsets.UTF_8);
      column.ensureDataCapacity(end + text.length);
      System.arraycopy(text, 0, column.data(), end, text.length);
      end += text.length;
      column.offsets()[i + 1] = end;
    }
    column.setSize(rows);
    return column;
  }
}
