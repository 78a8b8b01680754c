package sleeper.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sleeper.core.error.InvalidInput;

/**
 * Tables that the comparison sorts. Rows are made by DuckDB from their number alone, so that every
 * machine makes the same file.
 */
public enum Workload {

  /** Devices that report: a string key with a shared prefix and many rows for each value. */
  W1(List.of("key"), List.of("timestamp"), "key, timestamp, value, status, tag", Workload::devices),

  /** Random numbers as keys, and values that hardly compress. */
  W2(List.of("key"), List.of(), "key, value, text, flag", Workload::randomNumbers),

  /** Two string keys of 7 to 59 characters, values of all types with a fifth of nulls, a list. */
  W3(
      List.of("site", "asset"),
      List.of("observed"),
      "site, asset, epoch_ns(observed), v1, v2, v3, v4, v5, v6, v7, epoch_ns(v8), v9, v10, v11,"
          + " v12, samples",
      Workload::allTypes);

  private final List<String> rowKeys;
  private final List<String> sortKeys;
  private final String comparedColumns;
  private final Select select;

  private interface Select {
    String from(long rows);
  }

  Workload(List<String> rowKeys, List<String> sortKeys, String comparedColumns, Select select) {
    this.rowKeys = rowKeys;
    this.sortKeys = sortKeys;
    this.comparedColumns = comparedColumns;
    this.select = select;
  }

  /** The workload of a name such as {@code w1}. */
  static Workload named(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("No workload " + name + "; there are w1, w2 and w3", e);
    }
  }

  /** The row key columns. */
  public List<String> rowKeys() {
    return rowKeys;
  }

  /** The sort key columns. */
  public List<String> sortKeys() {
    return sortKeys;
  }

  /** All key columns, comma separated, as an {@code ORDER BY} takes them. */
  public String orderBy() {
    return IntStream.range(0, rowKeys.size() + sortKeys.size())
        .mapToObj(i -> i < rowKeys.size() ? rowKeys.get(i) : sortKeys.get(i - rowKeys.size()))
        .collect(Collectors.joining(", "));
  }

  /** All columns as expressions that do not depend on how a writer marked time zones. */
  public String comparedColumns() {
    return comparedColumns;
  }

  /** The query that makes its rows. */
  public String select(long rows) {
    return select.from(rows);
  }

  private static String devices(long rows) {
    return """
        SELECT 'device-' || lpad(((hash(i) %% 1000000) * 997)::VARCHAR, 9, '0') AS key,
               (1700000000000000 + hash(i + 1000000007) %% 86400000000)::BIGINT AS timestamp,
               hash(i + 2000000011) / 18446744073709551616.0::DOUBLE AS value,
               (hash(i + 3000000019) %% 5)::INTEGER AS status,
               'tag-' || (hash(i + 4000000007) %% 51) AS tag
        FROM range(%d) rows(i)"""
        .formatted(rows);
  }

  private static String randomNumbers(long rows) {
    return """
        SELECT (hash(i)::HUGEINT - 9223372036854775808)::BIGINT AS key,
               hash(i + 1000000007) / 18446744073709551616.0::DOUBLE AS value,
               left(md5((i + 2000000011)::VARCHAR), 20) AS text,
               hash(i + 3000000019) %% 2 = 0 AS flag
        FROM range(%d) rows(i)"""
        .formatted(rows);
  }

  private static String allTypes(long rows) {
    return """
        SELECT 'plant/' || (hash(i) %% 200) || repeat('-x', (hash(i) %% 26)::INTEGER) AS site,
               'asset/' || lpad((hash(i + 17) %% 50000)::VARCHAR, 7, '0')
                   || repeat('.', (hash(i + 17) %% 40)::INTEGER) AS asset,
               make_timestamp_ns((1700000000000000000 + hash(i + 29) %% 86400000000000)::BIGINT)
                   AS observed,
               %s,
               CASE WHEN hash(i + 53) %% 5 > 0
                    THEN list_transform(range((hash(i + 59) %% 4)::BIGINT),
                                        lambda x: hash(i + x) / 18446744073709551616.0::DOUBLE)
               END AS samples
        FROM range(%d) rows(i)"""
        .formatted(nullableColumns(), rows);
  }

  private static String nullableColumns() {
    List<String> values =
        List.of(
            "(hash(i + 101) % 1000)::INTEGER",
            "(hash(i + 102) % 1000000000000)::BIGINT",
            "'status-' || (hash(i + 103) % 12)",
            "md5(i::VARCHAR)",
            "hash(i + 105) % 2 = 0",
            "(hash(i + 106) % 10000 / 8.0)::FLOAT",
            "hash(i + 107) / 18446744073709551616.0::DOUBLE",
            "make_timestamp_ns((1600000000000000000 + hash(i + 108) % 86400000000000)::BIGINT)",
            "DATE '2020-01-01' + (hash(i + 109) % 2000)::INTEGER",
            "((hash(i + 110) % 100000000)::BIGINT / 100)::DECIMAL(12, 2)",
            "(hash(i + 111)::HUGEINT * 1000003)::DECIMAL(30, 3)",
            "encode(left(md5((i + 5)::VARCHAR), 12))");
    return IntStream.range(0, values.size())
        .mapToObj(
            n ->
                "CASE WHEN hash(i + %d) %% 5 > 0 THEN %s END AS v%d"
                    .formatted(201 + n, values.get(n), n + 1))
        .collect(Collectors.joining(",\n               "));
  }
}
