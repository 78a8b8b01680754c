package sleeper.instance.faults;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import sleeper.core.row.Row;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.instance.NewTable;

/** Rows that are made of a number each, so that every process makes the same ones. */
final class NumberedRows {

  static final String TABLE = "numbers";

  static final Schema SCHEMA =
      Schema.builder()
          .rowKey("device", PrimitiveType.STRING)
          .sortKey("number", PrimitiveType.LONG)
          .value("reading", PrimitiveType.DOUBLE)
          .values(List.of(Field.nullable("note", PrimitiveType.STRING)))
          .value("payload", PrimitiveType.BYTE_ARRAY)
          .build();

  static final List<String> SPLIT_POINTS = List.of("device-250", "device-500", "device-750");

  private static final int DEVICES = 1000;

  private NumberedRows() {}

  /** A table of these rows with four leaves, whose files are collected at once. */
  static NewTable table() {
    return NewTable.named(TABLE, SCHEMA)
        .withSplitPoints(SPLIT_POINTS)
        .withProperties(java.util.Map.of("sleeper.table.gc.delay.minutes", "0"));
  }

  static Row row(long number, int payloadBytes) {
    byte[] payload = new byte[payloadBytes];
    new Random(number).nextBytes(payload);
    return Row.of(
        SCHEMA,
        "device-%03d".formatted(number * 7919 % DEVICES),
        number,
        number / 8.0,
        number % 5 == 0 ? null : "note " + number % 17,
        payload);
  }

  static Iterable<Row> rows(long first, int count, int payloadBytes) {
    return () -> iterator(first, count, payloadBytes);
  }

  static Iterator<Row> iterator(long first, int count, int payloadBytes) {
    return LongStream.range(first, first + count)
        .mapToObj(number -> row(number, payloadBytes))
        .iterator();
  }

  /** What a table holds of these rows, in its order. */
  static List<Row> sorted(long first, int count, int payloadBytes) {
    List<Row> rows = new ArrayList<>();
    iterator(first, count, payloadBytes).forEachRemaining(rows::add);
    rows.sort(
        (a, b) -> {
          int order = ((String) a.get(0)).compareTo((String) b.get(0));
          return order != 0 ? order : Long.compare((long) a.get(1), (long) b.get(1));
        });
    return rows;
  }
}
