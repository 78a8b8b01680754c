package sleeper.instance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.core.error.BudgetExceeded;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.queue.JobQueue;
import sleeper.core.row.Row;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.IngestFactory;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.task.TaskListener;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.TestAwsInstance;

/** With less than the least memory a job is refused; with it files are as good as with plenty. */
@Timeout(120)
class LeastMemoryTest {

  private static final long MIB = 1L << 20;
  private static final long PLENTY = 256 * MIB;
  private static final int ROWS = 30_000;
  private static final int PAYLOAD = 700;

  @TempDir private Path folder;

  /** Where files go, and what they take there. */
  private enum Place {
    /** Two pages of 8 MiB and 1 MiB besides. */
    FOLDER("8M", 17),
    /** Two pages of 1 MiB, 1 MiB besides, and two parts of 8 MiB. */
    S3("1M", 19);

    private final String page;
    private final long fileMebibytes;

    Place(String page, long fileMebibytes) {
      this.page = page;
      this.fileMebibytes = fileMebibytes;
    }

    long leastMebibytes(FullPolicy policy) {
      return (policy == FullPolicy.FLUSH ? 4 : 2) * fileMebibytes;
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldRefuseLessBeforeARowIsRead(Place place) throws IOException {
    try (SleeperInstance instance = open(place)) {
      long least = place.leastMebibytes(FullPolicy.REFUSE);
      IngestFactory factory = factory(instance, FullPolicy.REFUSE, (least - 1) * MIB);

      assertThatThrownBy(() -> factory.ingest(NumberedRows.TABLE, new Untouched()))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessage(
              ("The memory budget of %dM is too small for table numbers: a job needs at least %dM"
                      + " there, of which an open file takes %dM; raise"
                      + " sleeper.ingest.memory.budget.bytes or --memory, or lower"
                      + " sleeper.ingest.task.max.concurrent.jobs or --jobs where jobs share it")
                  .formatted(least - 1, least, place.fileMebibytes));
      assertThatThrownBy(() -> factory.writer(NumberedRows.TABLE))
          .isInstanceOf(BudgetExceeded.class);
      assertThat(instance.jobs(NumberedRows.TABLE, 10)).isEmpty();
      assertThat(instance.tables().files(NumberedRows.TABLE, OptionalLong.empty())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldWriteFilesOfGoodSizeWithTheLeast(Place place) throws IOException {
    try (SleeperInstance instance = open(place)) {
      long least = place.leastMebibytes(FullPolicy.REFUSE) * MIB;

      IngestResult little = ingest(factory(instance, FullPolicy.REFUSE, least), ROWS);
      IngestResult plenty = ingest(factory(instance, FullPolicy.REFUSE, PLENTY), ROWS);

      assertThat(little.work().spills()).isPositive();
      assertThat(little.work().peakMemoryBytes()).isLessThanOrEqualTo(least);
      assertAboutAsLarge(little, plenty, 0.02);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldWriteFilesOfGoodSizeBesideRowsThatCannotBeSpilled(Place place) throws IOException {
    try (SleeperInstance instance = open(place)) {
      long least = place.leastMebibytes(FullPolicy.REFUSE) * MIB;
      IngestFactory factory = factory(instance, FullPolicy.REFUSE, least);
      IngestFactory diskless = factory.withSettings(factory.settings().withDiskBytes(0));

      IngestResult little = ingest(diskless, ROWS / 4);
      IngestResult plenty = ingest(factory(instance, FullPolicy.REFUSE, PLENTY), ROWS / 4);

      assertThat(little.work().spilledBytes()).isZero();
      assertAboutAsLarge(little, plenty, 0.02);
      assertThatThrownBy(() -> ingest(diskless, ROWS * 3 / 4))
          .isInstanceOf(BudgetExceeded.class)
          .hasMessageContaining("fit neither the memory budget nor the disk budget");
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void shouldFlushIntoFilesOfGoodSizeWithTwiceTheLeast(Place place) throws IOException {
    try (SleeperInstance instance = open(place)) {
      long least = place.leastMebibytes(FullPolicy.FLUSH) * MIB;

      IngestResult flushed = ingest(diskless(instance, least), ROWS);
      IngestResult plenty = ingest(factory(instance, FullPolicy.REFUSE, PLENTY), ROWS);

      assertThat(flushed.work().flushes()).isPositive();
      assertAboutAsLarge(flushed, plenty, 0.05);
      assertThatThrownBy(() -> ingest(diskless(instance, least - MIB), ROWS))
          .isInstanceOf(BudgetExceeded.class);
    }
  }

  @Test
  void shouldNotBeginATaskWhoseJobsShareTooLittle() {
    JobQueue queue = SleeperInstance.init(folder).ingestTasks().localQueue().orElseThrow();
    try (SleeperInstance instance = open(Place.S3)) {
      IngestSettings budgets = instance.ingestTasks().budgets().withMemoryBytes(75 * MIB);
      TaskSettings two = TaskSettings.DEFAULT.withJobsAtOnce(2);

      assertThatThrownBy(
              () ->
                  instance.ingestTasks().withBudgets(budgets).create(queue, two, TaskListener.NONE))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "The memory budget of 75M is too small for 2 jobs at once: a job needs at least 38M,"
                  + " of which an open file takes 19M; raise sleeper.ingest.memory.budget.bytes or"
                  + " --memory to 76M, or lower sleeper.ingest.task.max.concurrent.jobs or --jobs");
    }
  }

  private SleeperInstance open(Place place) {
    SleeperInstance instance =
        place == Place.S3
            ? TestAwsInstance.create(InstanceProperties.empty().with(AwsProperty.SHARED, false))
                .open()
            : SleeperInstance.init(folder);
    instance
        .tables()
        .create(
            NewTable.named(NumberedRows.TABLE, NumberedRows.SCHEMA)
                .withProperties(Map.of("sleeper.table.parquet.page.size", place.page)));
    return instance;
  }

  private static IngestFactory factory(SleeperInstance instance, FullPolicy policy, long memory) {
    IngestFactory factory = instance.ingestFactory();
    return factory.withSettings(
        factory.settings().withMemoryBytes(memory).withFullPolicy(policy).withThreads(2));
  }

  private static IngestFactory diskless(SleeperInstance instance, long memory) {
    IngestFactory factory = factory(instance, FullPolicy.FLUSH, memory);
    return factory.withSettings(factory.settings().withDiskBytes(0));
  }

  private static IngestResult ingest(IngestFactory factory, int rows) throws IOException {
    return factory.ingest(NumberedRows.TABLE, NumberedRows.rows(0, rows, PAYLOAD));
  }

  private static void assertAboutAsLarge(IngestResult little, IngestResult plenty, double share) {
    double expected = (double) plenty.work().fileBytes();
    assertThat((double) little.work().fileBytes()).isCloseTo(expected, within(expected * share));
  }

  /** Rows that nobody may ask for. */
  private static final class Untouched implements Iterable<Row> {
    @Override
    public Iterator<Row> iterator() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          throw new AssertionError("A row was asked for");
        }

        @Override
        public Row next() {
          throw new AssertionError("A row was read");
        }
      };
    }
  }
}
