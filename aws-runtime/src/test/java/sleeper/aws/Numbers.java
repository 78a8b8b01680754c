package sleeper.aws;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.instance.DataFile;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;

/** A table of numbers, and Parquet files of numbers to add to it, in any instance. */
public final class Numbers {

  /** The table. */
  public static final String TABLE = "numbers";

  private static final String SOURCE = "source";

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  private Numbers() {}

  /** Makes the table, and another one whose files can be added to it. */
  public static void createTables(SleeperInstance instance) {
    instance.tables().create(NewTable.named(TABLE, SCHEMA));
    instance.tables().create(NewTable.named(SOURCE, SCHEMA));
  }

  /** Makes a file of numbers and returns its path. */
  public static String makeFile(SleeperInstance instance, long from, long to) throws IOException {
    List<Row> rows = LongStream.range(from, to).mapToObj(key -> Row.of(SCHEMA, key)).toList();
    String name = instance.ingestFactory().ingest(SOURCE, rows).files().get(0).filename();
    return instance.tables().files(SOURCE, OptionalLong.empty()).stream()
        .filter(file -> file.filename().equals(name))
        .map(DataFile::path)
        .findFirst()
        .orElseThrow();
  }

  /** A message that asks for a file. */
  public static String message(String job, String file) {
    return JobMessageWriter.write(job, TABLE, List.of(file));
  }

  /** How many rows the table has. */
  public static long rows(SleeperInstance instance) {
    return instance.tables().state(TABLE, OptionalLong.empty()).references().stream()
        .mapToLong(FileReference::numberOfRows)
        .sum();
  }
}
