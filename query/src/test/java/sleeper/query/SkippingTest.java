package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.statestore.FileReference;
import sleeper.parquet.block.LongColumn;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.write.DataFileWriter;
import sleeper.parquet.write.WriteSettings;
import sleeper.query.filter.Operator;
import sleeper.query.scan.ScanSettings;
import sleeper.query.testing.FolderObjectStore;
import sleeper.query.testing.TestFiles;
import sleeper.query.testing.TestStates;
import sleeper.query.testing.TestTable;

/** What is read of a file of a million rows. */
class SkippingTest {

  private static final int ROWS = 1_000_000;

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.LONG)
          .value("rising", PrimitiveType.LONG)
          .value("noise", PrimitiveType.LONG)
          .build();

  @TempDir static Path folder;

  private final FolderObjectStore store = new FolderObjectStore(folder);
  private final TableQuery queries =
      TableQuery.of(
          "large",
          new TestStates(
              new TestTable(
                  1,
                  SCHEMA,
                  new PartitionTree(List.of(root())),
                  List.of(FileReference.wholeFile("file", "root", ROWS)))),
          store,
          ScanSettings.defaults(TestFiles.temporaryFolder()));

  @BeforeAll
  static void writeFile() throws IOException {
    FolderObjectStore store = new FolderObjectStore(folder);
    try (DataFileWriter writer =
        DataFileWriter.create(store.create("file"), SCHEMA, WriteSettings.defaults())) {
      TestFiles.writeRowGroup(writer, rows());
      writer.finish();
    }
  }

  @Test
  void shouldReadASmallPartOfAFileForOneKey() throws IOException {
    assertThat(count(queries.query().key(1_234_568L))).isEqualTo(1);
    assertThat(share()).isLessThan(0.06);
  }

  @Test
  void shouldReadNoMoreForAKeyThatIsNotThere() throws IOException {
    assertThat(count(queries.query().key(1_234_567L))).isZero();
    assertThat(share()).isLessThan(0.06);
  }

  @Test
  void shouldReadASmallPartOfAFileForAValueThatPagesTell() throws IOException {
    assertThat(count(queries.query().where("rising", Operator.LESS, 10L))).isEqualTo(1000);
    assertThat(share()).isLessThan(0.06);
  }

  @Test
  void shouldReadOnlyTheColumnsThatAreAskedFor() throws IOException {
    assertThat(count(queries.query().columns("rising"))).isEqualTo(ROWS);
    assertThat(share()).isLessThan(0.3);
  }

  @Test
  void shouldReadTheWholeFileForAllRows() throws IOException {
    assertThat(count(queries.query())).isEqualTo(ROWS);
    assertThat(share()).isGreaterThan(0.9);
  }

  private double share() throws IOException {
    return store.bytesRead() / (double) Files.size(folder.resolve("file"));
  }

  private long count(Query.Builder query) throws IOException {
    long rows = 0;
    try (QueryResults results = queries.run(query.build())) {
      for (RowBlock block = results.blocks().next();
          block != null;
          block = results.blocks().next()) {
        rows += block.rows();
      }
    }
    return rows;
  }

  /** Even keys, a value that rises with them, and one that does not compress. */
  private static RowBlock rows() {
    LongColumn keys = new LongColumn(PrimitiveType.LONG, ROWS);
    LongColumn rising = new LongColumn(PrimitiveType.LONG, ROWS);
    LongColumn noise = new LongColumn(PrimitiveType.LONG, ROWS);
    long state = 1;
    for (int i = 0; i < ROWS; i++) {
      keys.values()[i] = 2L * i;
      rising.values()[i] = i / 100;
      state = state * 6364136223846793005L + 1442695040888963407L;
      noise.values()[i] = state;
    }
    keys.setSize(ROWS);
    rising.setSize(ROWS);
    noise.setSize(ROWS);
    return new RowBlock(SCHEMA, List.of(keys, rising, noise), ROWS);
  }

  private static Partition root() {
    Region everything = new Region(List.of(Range.all(SCHEMA.field(0))));
    return new Partition("root", null, List.of(), everything, Partition.NO_DIMENSION);
  }
}
