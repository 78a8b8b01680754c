package sleeper.benchmarks.kernels;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.ingest.sort.RowSorter;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.RowBlock;

/**
 * Rows as those of workload W1: a device of a million, a time, a random double, a status of five, a
 * tag of 51. The same seed gives the same rows.
 */
public final class DeviceRows {

  /** The columns: {@code key} and {@code timestamp} are the key. */
  public static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.STRING)
          .sortKey("timestamp", PrimitiveType.LONG)
          .value("value", PrimitiveType.DOUBLE)
          .value("status", PrimitiveType.INT)
          .value("tag", PrimitiveType.STRING)
          .build();

  private static final int DEVICES = 1_000_000;
  private static final int DEVICE_STEP = 997;
  private static final int TAGS = 51;
  private static final int STATES = 5;
  private static final long FIRST_TIME = 1_700_000_000_000_000L;
  private static final long TIMES = 86_400_000_000L;
  private static final byte[] KEY_PREFIX = "device-".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_LENGTH = 16;

  private final SplittableRandom random;
  private final byte[] key = new byte[KEY_LENGTH];
  private final String[] tags = new String[TAGS];

  /** Rows that follow from a seed. */
  public DeviceRows(long seed) {
    random = new SplittableRandom(seed);
    System.arraycopy(KEY_PREFIX, 0, key, 0, KEY_PREFIX.length);
    for (int i = 0; i < TAGS; i++) {
      tags[i] = "tag-" + i;
    }
  }

  /** The next row, its key a string of its own. */
  public Row nextRow() {
    nextKey();
    return Row.of(
        SCHEMA,
        new String(key, StandardCharsets.ISO_8859_1),
        FIRST_TIME + random.nextLong(TIMES),
        random.nextDouble(),
        random.nextInt(STATES),
        tags[random.nextInt(TAGS)]);
  }

  /** The key of an evenly spread share of all devices, as a split point. */
  public static String splitPoint(int index, int leaves) {
    return "device-%09d".formatted((long) DEVICES * DEVICE_STEP / leaves * index);
  }

  /** The next rows as a block of their own. */
  public RowBlock nextBlock(int rows) {
    BytesColumn keys = new BytesColumn(PrimitiveType.STRING, rows, rows * KEY_LENGTH);
    BytesColumn tagColumn = new BytesColumn(PrimitiveType.STRING, rows, rows * KEY_LENGTH);
    LongColumn times = new LongColumn(PrimitiveType.LONG, rows);
    LongColumn values = new LongColumn(PrimitiveType.DOUBLE, rows);
    IntColumn states = new IntColumn(PrimitiveType.INT, rows);
    for (int i = 0; i < rows; i++) {
      nextKey();
      put(keys, i, key);
      put(tagColumn, i, tags[random.nextInt(TAGS)].getBytes(StandardCharsets.US_ASCII));
      times.values()[i] = FIRST_TIME + random.nextLong(TIMES);
      values.values()[i] = Double.doubleToRawLongBits(random.nextDouble());
      states.values()[i] = random.nextInt(STATES);
    }
    List<Column> columns = List.of(keys, times, values, states, tagColumn);
    columns.forEach(column -> column.setSize(rows));
    return new RowBlock(SCHEMA, columns, rows);
  }

  /** The next rows as a block of their own, in key order. */
  public RowBlock nextSortedBlock(int rows) {
    RowBlock block = nextBlock(rows);
    int[] order = new RowSorter().sort(block.columns(), SCHEMA.keyCount(), rows);
    List<Column> columns =
        block.columns().stream().map(column -> inOrder(column, order, rows)).toList();
    return new RowBlock(SCHEMA, columns, rows);
  }

  private static Column inOrder(Column column, int[] order, int rows) {
    Column sorted = Columns.create(column.type(), rows);
    sorted.setSize(rows);
    for (int i = 0; i < rows; i++) {
      if (column instanceof LongColumn longs) {
        ((LongColumn) sorted).values()[i] = longs.values()[order[i]];
      } else if (column instanceof IntColumn ints) {
        ((IntColumn) sorted).values()[i] = ints.values()[order[i]];
      } else {
        BytesColumn bytes = (BytesColumn) column;
        int start = bytes.offsets()[order[i]];
        int end = bytes.offsets()[order[i] + 1];
        put((BytesColumn) sorted, i, Arrays.copyOfRange(bytes.data(), start, end));
      }
    }
    return sorted;
  }

  private void nextKey() {
    int device = random.nextInt(DEVICES) * DEVICE_STEP;
    for (int i = KEY_LENGTH - 1; i >= KEY_PREFIX.length; i--) {
      key[i] = (byte) ('0' + device % 10);
      device /= 10;
    }
  }

  private static void put(BytesColumn column, int row, byte[] value) {
    int start = column.offsets()[row];
    System.arraycopy(value, 0, column.data(), start, value.length);
    column.offsets()[row + 1] = start + value.length;
  }
}
