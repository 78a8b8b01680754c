package sleeper.statestore.dynamo.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sleeper.core.ingest.contract.RunsWorld.TABLE;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.core.ingest.CollectedInstance;
import sleeper.core.ingest.Collector;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.RunEnvironment;
import sleeper.core.ingest.RunOwner;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.contract.Killed;
import sleeper.core.ingest.contract.RunsWorld;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.log.CommitEnvironment;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.statestore.dynamo.DynamoState;
import sleeper.statestore.dynamo.Ownership;

/** Runs whose transaction is an object of its own, and who are killed while they write that. */
class LargeRunsTest {

  private static final JobRequest JOB = new JobRequest("job", "fingerprint");
  private static final int FILES = 1500;

  private static Stream<Arguments> killedAt() {
    return Stream.of(Ownership.values())
        .flatMap(
            ownership ->
                Stream.of("before create", "before write", "before commit", "after commit")
                    .map(moment -> Arguments.of(ownership, moment)));
  }

  @ParameterizedTest
  @MethodSource("killedAt")
  void shouldAddTheFilesOnceAndLeaveNoTransactionBehind(Ownership ownership, String moment)
      throws Exception {
    try (DynamoStoreFixture fixture =
        ownership == Ownership.OURS ? DynamoStoreFixture.ours() : DynamoStoreFixture.shared()) {
      SwitchedStore store = new SwitchedStore(fixture);
      RunsWorld world = new RunsWorld(store);
      IngestRun killed = world.started(JOB);
      ObjectStore dying = dying(ObjectStore.class, fixture.instance().data(), moment);
      DynamoState state = fixture.instance().state();
      store.use(
          fixture.store(new DynamoState(state.client(), state.names(), dying, state.ownership())));
      assertThatThrownBy(() -> commit(killed)).isInstanceOf(Killed.class);
      store.heal();
      world.outliveLease();

      IngestRun next = world.started(JOB);
      assertThat(commit(next)).isInstanceOf(CommitOutcome.Committed.class);
      collectTwice(fixture);

      assertThat(fixture.states(TABLE).latest().references())
          .hasSize(FILES)
          .allMatch(file -> file.filename().startsWith("mem:" + next.keyPrefix()));
      assertThat(fixture.instance().data().list(TABLE + "/"))
          .containsExactly(next.keyPrefix() + "transaction.json");
      assertThat(fixture.store().allIntents()).isEmpty();
    }
  }

  private static CommitOutcome commit(IngestRun run) {
    String name = "mem:" + run.keyPrefix() + "left-" + "x".repeat(60) + "-%08d.parquet";
    List<FileReference> files =
        IntStream.range(0, FILES)
            .mapToObj(i -> FileReference.wholeFile(name.formatted(i), "left", 1))
            .toList();
    return run.commit(files, new RunTotals(FILES, FILES, 0, 0, FILES, FILES));
  }

  private static void collectTwice(DynamoStoreFixture fixture) {
    AtomicInteger ids = new AtomicInteger();
    CommitEnvironment commits = new CommitEnvironment(fixture.clock(), () -> 0.5, fixture.clock());
    RunEnvironment environment =
        new RunEnvironment(commits, () -> "id-" + ids.incrementAndGet(), RunOwner.unknown());
    CollectedInstance instance =
        new CollectedInstance(fixture.store(), fixture.dropped(), fixture.instance().data());
    Collector collector = new Collector(instance, CollectorSettings.DEFAULT, environment);
    for (int i = 0; i < 2; i++) {
      assertThat(collector.collect(List.of()).problems()).isEmpty();
      fixture.clock().advance(CollectorSettings.DEFAULT.longestRequest().multipliedBy(2));
    }
  }

  /** Throws before or after one of the calls, also of what they answer. */
  private static <T> T dying(Class<T> type, T real, String moment) {
    return type.cast(
        Proxy.newProxyInstance(
            LargeRunsTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              dieIf(moment.equals("before " + method.getName()));
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              dieIf(moment.equals("after " + method.getName()));
              return answer instanceof ObjectWriter writer
                  ? dying(ObjectWriter.class, writer, moment)
                  : answer;
            }));
  }

  private static void dieIf(boolean isNow) {
    if (isNow) {
      throw new Killed("at the transaction");
    }
  }
}
