package sleeper.core.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;

/**
 * The settings of a table that this engine reads. Others in a file are kept and ignored.
 *
 * <p>Where a table does not set one, the instance's {@code sleeper.default.table.<rest of the
 * name>} holds, and then the default given here.
 */
public final class TableProperty {

  private static final String PREFIX = "sleeper.table.";
  private static final String DEFAULT_PREFIX = "sleeper.default.table.";
  private static final PropertyType<ByteSize> BUFFER_SIZE = PropertyType.byteSize("1K", "1G");
  private static final PropertyType<Integer> COUNT = PropertyType.wholeNumber(1, Integer.MAX_VALUE);
  private static final PropertyType<Integer> COUNT_OR_NONE =
      PropertyType.wholeNumber(0, Integer.MAX_VALUE);

  private static final List<Property<?>> ALL = new ArrayList<>();

  public static final Property<String> NAME =
      add("name", PropertyType.TEXT, null, "The table's name.");

  public static final Property<String> ID =
      add("id", PropertyType.TEXT, null, "The table's id, which outlives its name.");

  public static final Property<Schema> SCHEMA =
      add("schema", PropertyType.SCHEMA, null, "The table's columns, as JSON on one line.");

  public static final Property<ByteSize> ROW_GROUP_SIZE =
      add(
          "parquet.rowgroup.size",
          PropertyType.byteSize("64K", "2G"),
          "128M",
          "The most bytes of a row group of a data file, before it is encoded. Sleeper's default"
              + " is 8M.");

  public static final Property<Integer> ROW_GROUP_ROWS =
      add(
          "parquet.rowgroup.rows.max",
          COUNT,
          "1000000",
          "The most rows of a row group. Sleeper's default is 100000.");

  public static final Property<ByteSize> PAGE_SIZE =
      add(
          "parquet.page.size",
          BUFFER_SIZE,
          "1M",
          "The most bytes of the values of a page, before they are encoded. Sleeper's default is"
              + " 128K.");

  public static final Property<Integer> PAGE_ROWS =
      add("parquet.page.rows.max", COUNT, "20000", "The most rows of a page.");

  public static final Property<ParquetCodec> CODEC =
      add(
          "parquet.compression.codec",
          PropertyType.oneOf(ParquetCodec.class),
          "zstd",
          "How pages are compressed.");

  public static final Property<Integer> COMPRESSION_LEVEL =
      add(
          "parquet.compression.level",
          PropertyType.wholeNumber(1, 22),
          "3",
          "How hard zstd and gzip try; gzip ends at 9. Higher is smaller and slower.");

  public static final Property<ParquetWriterVersion> WRITER_VERSION =
      add(
          "parquet.writer.version",
          PropertyType.oneOf(ParquetWriterVersion.class),
          "v2",
          "The form of data pages.");

  public static final Property<Boolean> ROW_KEY_DICTIONARY = addDictionary("rowkey", "row key");

  public static final Property<Boolean> SORT_KEY_DICTIONARY = addDictionary("sortkey", "sort key");

  public static final Property<Boolean> VALUE_DICTIONARY = addDictionary("value", "value");

  public static final Property<Integer> COLUMN_INDEX_TRUNCATE_LENGTH =
      add(
          "parquet.columnindex.truncate.length",
          COUNT,
          "128",
          "The most bytes of a bound in the page index.");

  public static final Property<Integer> STATISTICS_TRUNCATE_LENGTH =
      add(
          "parquet.statistics.truncate.length",
          COUNT,
          "2147483647",
          "The most bytes of a bound in the statistics of a row group.");

  public static final Property<List<String>> BLOOM_FILTER_FIELDS =
      add(
          "parquet.bloom.filter.fields",
          PropertyType.LIST,
          "",
          "The fields whose columns get Bloom filters, to skip row groups without a value.");

  public static final Property<Integer> ADD_TRANSACTION_ATTEMPTS =
      add(
          "statestore.transactionlog.add.transaction.max.attempts",
          COUNT,
          "10",
          "How often a transaction is tried that others keep coming before. An ingest, whose waits in"
              + " between are as short as its attempts, tries ten times as often.");

  public static final Property<Integer> FIRST_RETRY_WAIT_MILLIS =
      add(
          "statestore.transactionlog.add.transaction.first.retry.wait.ceiling.ms",
          COUNT_OR_NONE,
          "200",
          "The most milliseconds to wait before the first retry; doubled at each further one.");

  public static final Property<Integer> MAX_RETRY_WAIT_MILLIS =
      add(
          "statestore.transactionlog.add.transaction.max.retry.wait.ceiling.ms",
          COUNT_OR_NONE,
          "30000",
          "The most milliseconds to wait before any retry.");

  public static final Property<Integer> SNAPSHOT_EVERY_TRANSACTIONS =
      add(
          "statestore.transactionlog.snapshot.every.transactions",
          COUNT_OR_NONE,
          "100",
          "How many transactions a log may have after its newest snapshot; 0 to write none.");

  public static final Property<Integer> GC_DELAY_MINUTES =
      add(
          "gc.delay.minutes",
          COUNT_OR_NONE,
          "15",
          "How long a file is kept after nothing refers to it any more.");

  private TableProperty() {}

  /** All of them, in the order of the documentation. */
  public static List<Property<?>> all() {
    return List.copyOf(ALL);
  }

  /** The property of a name, if there is one. */
  public static Optional<Property<?>> find(String name) {
    return ALL.stream().filter(property -> property.name().equals(name)).findFirst();
  }

  /** The name of the instance property that is the default of all tables. */
  public static String instanceDefaultName(Property<?> property) {
    return DEFAULT_PREFIX + property.name().substring(PREFIX.length());
  }

  private static Property<Boolean> addDictionary(String fields, String role) {
    return add(
        "parquet.dictionary.encoding." + fields + ".fields",
        PropertyType.TRUE_OR_FALSE,
        "true",
        "Whether "
            + role
            + " columns have dictionaries where that makes them smaller. Sleeper's default is"
            + " false.");
  }

  private static <T> Property<T> add(
      String tail, PropertyType<T> type, @Nullable String defaultText, String description) {
    Property<T> property = new Property<>(PREFIX + tail, type, defaultText, description);
    ALL.add(property);
    return property;
  }
}
