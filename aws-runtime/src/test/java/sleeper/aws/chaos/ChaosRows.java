package sleeper.aws.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Rows that are made of a number each, in columns that Sleeper knows. */
final class ChaosRows {

  static final Schema SCHEMA =
      Schema.builder()
          .rowKey("device", PrimitiveType.STRING)
          .sortKey("number", PrimitiveType.LONG)
          .value("note", PrimitiveType.STRING)
          .value("payload", PrimitiveType.BYTE_ARRAY)
          .build();

  private static final int DEVICES = 1000;

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> (String) row.get(0))
          .thenComparing(row -> (Long) row.get(1));

  private ChaosRows() {}

  /** Split points that make so many leaves of about the same size. */
  static List<String> splitPoints(int leaves) {
    return LongStream.range(1, leaves).mapToObj(i -> device(i * DEVICES / leaves)).toList();
  }

  static List<Row> of(long first, int count, int payloadBytes) {
    return LongStream.range(first, first + count)
        .mapToObj(number -> row(number, payloadBytes))
        .toList();
  }

  /** As a table has them. */
  static List<Row> sorted(List<Row> rows) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort(ORDER);
    return sorted;
  }

  private static Row row(long number, int payloadBytes) {
    byte[] payload = new byte[payloadBytes];
    new Random(number).nextBytes(payload);
    return Row.of(SCHEMA, device(number * 7919 % DEVICES), number, "note " + number % 17, payload);
  }

  private static String device(long number) {
    return "device-%03d".formatted(number);
  }
}
