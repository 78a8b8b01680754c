package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sleeper.core.ingest.CommitDecision;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestCommitStore;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.IngestRuns;
import sleeper.core.ingest.IngestTable;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerIngestRuns;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunOwner;
import sleeper.core.ingest.RunSettings;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.contract.LogTables;
import sleeper.core.ingest.contract.TestTrees;
import sleeper.core.statestore.FileReference;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.DynamoTransactionLogs;
import sleeper.statestore.dynamo.Ownership;

/**
 * Many writers that commit to one table at once, each with a state and a connection of its own.
 * {@code -Dcommits=10} lets each commit so often, which is long enough to see it warm.
 */
class ManyWritersTest {

  private static final String TABLE = "0a1b2c3d";
  private static final int WRITERS = 32;
  private static final int COMMITS_EACH = Integer.getInteger("commits", 3);

  private final AtomicInteger conflicts = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();
  private final Queue<Long> commitTimes = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @EnumSource(Ownership.class)
  void shouldCommitEveryJobOfManyWritersOnce(Ownership ownership) throws Exception {
    try (DynamoStoreFixture fixture =
        ownership == Ownership.OURS ? DynamoStoreFixture.ours() : DynamoStoreFixture.shared()) {
      fixture.createTable(TABLE, TestTrees.twoLeaves());
      CountDownLatch ready = new CountDownLatch(WRITERS);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<Future<Long>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(threads.submit(writer(fixture, ready)));
      }
      ready.await();
      long start = System.nanoTime();
      long slowest = 0;
      for (Future<Long> writer : writers) {
        slowest = Math.max(slowest, writer.get());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      threads.shutdown();
      int commits = WRITERS * COMMITS_EACH;
      System.out.printf(
          "%d writers at one table, instance %s: %d commits in %.1f s, %.0f a second, in the middle"
              + " %.0f (Sleeper promises 50), %d conflicts, slowest %d ms%n",
          WRITERS,
          ownership,
          commits,
          seconds,
          commits / seconds,
          rateInTheMiddle(),
          conflicts.get(),
          slowest);
      assertThat(fixture.states(TABLE).latest().references()).hasSize(commits);
      assertThat(fixture.states(TABLE).latest().version()).isEqualTo(commits);
      assertThat(fixture.store().committedJobs(TABLE, 0, commits + 1)).hasSize(commits);
      assertThat(fixture.store().allIntents()).isEmpty();
    }
  }

  /**
   * Commits a second from the first quarter to the third: the code is warm then, and most writers
   * are at it.
   */
  private double rateInTheMiddle() {
    List<Long> times = commitTimes.stream().sorted().toList();
    int quarter = times.size() / 4;
    return 2 * quarter * 1e9 / (times.get(3 * quarter) - times.get(quarter));
  }

  /** Commits a number of jobs; the longest that a commit took, in milliseconds. */
  private Callable<Long> writer(DynamoStoreFixture fixture, CountDownLatch ready) {
    return () -> {
      try {
        IngestRuns runs = runs(fixture, fixture.instance().state());
        List<IngestRun> started = new ArrayList<>();
        for (int i = 0; i < COMMITS_EACH; i++) {
          JobRequest job = new JobRequest("job-" + ids.incrementAndGet(), "");
          started.add(((RunStart.Started) runs.start(job)).run());
        }
        ready.countDown();
        ready.await();
        long longest = 0;
        for (IngestRun run : started) {
          FileReference file =
              FileReference.wholeFile("mem:" + run.keyPrefix() + "left-0.parquet", "left", 1);
          long start = System.nanoTime();
          CommitOutcome outcome = run.commit(List.of(file), new RunTotals(1, 1, 0, 0, 1, 1));
          commitTimes.add(System.nanoTime());
          longest = Math.max(longest, Duration.ofNanos(System.nanoTime() - start).toMillis());
          assertThat(outcome).isInstanceOf(CommitOutcome.Committed.class);
        }
        return longest;
      } finally {
        ready.countDown();
      }
    };
  }

  private IngestRuns runs(DynamoStoreFixture fixture, DynamoState state) {
    LogTables tables = new LogTables(new DynamoTransactionLogs(state), fixture.clock());
    return new LedgerIngestRuns(
        new IngestTable(TABLE, "table-name", tables.states(TABLE), counting(fixture.store(state))),
        RunSettings.DEFAULT,
        RunEnvironment.system(RunOwner.unknown(), () -> "run-" + ids.incrementAndGet()));
  }

  private IngestCommitStore counting(IngestCommitStore store) {
    return (IngestCommitStore)
        Proxy.newProxyInstance(
            ManyWritersTest.class.getClassLoader(),
            new Class<?>[] {IngestCommitStore.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(store, arguments);
                if (answer instanceof CommitDecision.NumberTaken
                    || answer instanceof CommitDecision.PartitionsChanged) {
                  conflicts.incrementAndGet();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
