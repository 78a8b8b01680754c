package sleeper.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.row.Row;
import sleeper.query.scan.ParquetDataFiles;
import sleeper.query.testing.FolderObjectStore;
import sleeper.query.testing.RandomTable;
import sleeper.query.testing.TestFiles;

/** The random queries again, on Parquet files of which row groups and pages are skipped. */
class ParquetQueryTest {

  static List<Long> seeds() {
    List<Long> seeds = RandomQueryTest.seeds();
    return seeds.subList(0, seeds.size() / 3);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldGiveTheSameFromParquetFiles(long seed, @TempDir Path folder) throws IOException {
    Random random = new Random(seed);
    RandomTable table = new RandomTable(random);
    FolderObjectStore store = new FolderObjectStore(folder);
    for (Map.Entry<String, List<Row>> file : table.files().entrySet()) {
      int rowGroupRows = 1 + random.nextInt(30);
      TestFiles.write(store, file.getKey(), table.schema(), file.getValue(), rowGroupRows);
    }

    RandomQueryTest.checkQueries(seed, random, table, new ParquetDataFiles(store));

    assertThat(store.open()).isZero();
  }
}
