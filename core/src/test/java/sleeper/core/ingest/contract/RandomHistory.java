package sleeper.core.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.CommitRejected;
import sleeper.core.error.CommitStateUnknown;
import sleeper.core.error.LeaseLost;
import sleeper.core.ingest.CollectorSettings;
import sleeper.core.ingest.CommitOutcome;
import sleeper.core.ingest.IngestRun;
import sleeper.core.ingest.JobRequest;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunStart;
import sleeper.core.ingest.RunTotals;
import sleeper.core.ingest.contract.FaultyCommitStore.Fault;
import sleeper.core.statestore.FileReference;

/**
 * One random history of a table: runs start, upload, renew, commit, give up and die, collectors run
 * and die, tables are cleared and partitions split, in any order and inside each other, with
 * requests and answers lost or late. After each step and at the end the store has to agree with
 * what the runs were told.
 */
final class RandomHistory {

  private static final int JOBS = 5;
  private static final int MAX_DEPTH = 2;

  /** A run as its process sees it. */
  private static final class Attempt {
    private final IngestRun run;
    private final List<FileReference> files = new ArrayList<>();
    private Instant lastHeardOf;

    private Attempt(IngestRun run, Instant now) {
      this.run = run;
      this.lastHeardOf = now;
    }
  }

  private final RunsWorld world;
  private final SplittableRandom random;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Map<String, List<FileReference>> filesOfRun = new HashMap<>();
  private final Set<String> toldCommitted = new HashSet<>();
  private final Set<String> toldNotCommitted = new HashSet<>();
  private int depth;
  private int uploads;

  RandomHistory(RunsWorld world, long seed) {
    this.world = world;
    this.random = new SplittableRandom(seed);
  }

  /** Lets a number of things happen, then brings all to an end, checking everything. */
  void happen(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
      check();
    }
    bringToAnEnd();
  }

  /** How many commits were heard of, for tests of the test. */
  int committed() {
    return toldCommitted.size();
  }

  /** How many runs were told that they had failed. */
  int failed() {
    return toldNotCommitted.size();
  }

  private void step() {
    int dice = random.nextInt(100);
    if (dice < 25) {
      start();
    } else if (dice < 45) {
      upload();
    } else if (dice < 55) {
      renew();
    } else if (dice < 75) {
      commit();
    } else if (dice < 80) {
      giveUp();
    } else if (dice < 84) {
      dieOrVanish();
    } else if (dice < 92) {
      passTime();
    } else if (dice < 97) {
      collect();
    } else if (dice < 98) {
      world.fixture().clear(RunsWorld.TABLE);
    } else {
      world.faults().deliverLate();
    }
  }

  private void start() {
    String jobId = "job-" + random.nextInt(JOBS);
    breakOthers();
    try {
      RunStart start = world.runs().start(new JobRequest(jobId, "fingerprint of " + jobId));
      if (start instanceof RunStart.Started started) {
        attempts.add(new Attempt(started.run(), world.clock().instant()));
      }
    } catch (Killed | CommitStateUnknown | UncheckedIOException noAnswer) {
      // Whatever it wrote is for the collector.
    } finally {
      world.faults().heal();
    }
  }

  /** An upload may end as late as the collector allows for, but not of a process that is dead. */
  private void upload() {
    Attempt attempt = anyAttempt();
    if (attempt == null) {
      return;
    }
    Duration latest = world.settings().lease().plus(CollectorSettings.DEFAULT.longestRequest());
    if (world.clock().instant().isBefore(attempt.lastHeardOf.plus(latest))) {
      String stem = attempt.run.keyPrefix() + "left-" + uploads++;
      world.objects().put(stem + ".sketches");
      String filename = world.objects().put(stem + ".parquet");
      attempt.files.add(FileReference.wholeFile(filename, "left", 1 + random.nextInt(9)));
    }
  }

  private void renew() {
    Attempt attempt = anyAttempt();
    if (attempt == null) {
      return;
    }
    try {
      attempt.run.renew();
      attempt.lastHeardOf = world.clock().instant();
    } catch (LeaseLost lost) {
      attempts.remove(attempt);
    }
  }

  private void commit() {
    Attempt attempt = anyAttempt();
    if (attempt == null) {
      return;
    }
    attempts.remove(attempt);
    String runId = attempt.run.runId();
    filesOfRun.put(runId, List.copyOf(attempt.files));
    breakCommits();
    world.faults().beforeNextCommit(this::letOthersIn);
    long rows = attempt.files.stream().mapToLong(FileReference::numberOfRows).sum();
    int files = attempt.files.size();
    try {
      CommitOutcome outcome =
          attempt.run.commit(attempt.files, new RunTotals(rows, rows, 0, 0, files, files));
      if (outcome instanceof CommitOutcome.Committed) {
        toldCommitted.add(runId);
      } else {
        toldNotCommitted.add(runId);
        cleanUp(attempt);
      }
    } catch (CommitRejected rejected) {
      toldNotCommitted.add(runId);
      cleanUp(attempt);
    } catch (CommitStateUnknown unknown) {
      attempt.run.abandon();
    } catch (Killed killed) {
      // Its files are in the table, or for the collector.
    } finally {
      world.faults().heal();
      world.faults().beforeNextCommit(() -> {});
    }
  }

  private void letOthersIn() {
    if (depth < MAX_DEPTH) {
      depth++;
      for (int i = random.nextInt(4); i > 0; i--) {
        step();
      }
      depth--;
    }
  }

  private void giveUp() {
    Attempt attempt = anyAttempt();
    if (attempt != null) {
      attempts.remove(attempt);
      toldNotCommitted.add(attempt.run.runId());
      cleanUp(attempt);
    }
  }

  private void cleanUp(Attempt attempt) {
    world.objects().deleteAll(attempt.run.keyPrefix());
    try {
      attempt.run.abandon();
    } catch (Killed killed) {
      // Its intent is left for the collector, with nothing to delete.
    }
  }

  private void dieOrVanish() {
    if (random.nextInt(4) == 0) {
      attempts.clear();
      world.dieAndRestart();
    } else {
      attempts.remove(anyAttempt());
    }
  }

  private void passTime() {
    switch (random.nextInt(4)) {
      case 0 -> world.clock().advance(Duration.ofSeconds(random.nextInt(40)));
      case 1 -> world.clock().advance(world.settings().lease());
      case 2 -> world.outliveLease();
      default -> world.clock().advance(Duration.ofMinutes(random.nextInt(90)));
    }
  }

  private void collect() {
    int dieAfter = random.nextInt(12);
    int[] steps = {0};
    Runnable mayDie =
        () -> {
          if (++steps[0] == dieAfter) {
            throw new Killed("collector");
          }
        };
    world.objects().beforeDelete(mayDie);
    world.faults().beforeEveryRequest(mayDie);
    try {
      world.collect();
    } catch (Killed killed) {
      // Another collector will come.
    } finally {
      world.objects().beforeDelete(() -> {});
      world.faults().beforeEveryRequest(() -> {});
    }
  }

  private void breakOthers() {
    if (random.nextInt(3) == 0) {
      world.faults().others(anyFault(), anyFault());
    }
  }

  private void breakCommits() {
    if (random.nextInt(2) == 0) {
      for (int i = random.nextInt(12); i >= 0; i--) {
        world.faults().commits(anyFault());
      }
      for (int i = random.nextInt(20); i > 9; i--) {
        world.faults().others(anyFault());
      }
    }
  }

  private Fault anyFault() {
    Fault[] faults = Fault.values();
    boolean rare = random.nextInt(4) > 0;
    return rare ? Fault.ANSWER_LOST : faults[random.nextInt(faults.length)];
  }

  private @Nullable Attempt anyAttempt() {
    return attempts.isEmpty() ? null : attempts.get(random.nextInt(attempts.size()));
  }

  /** What holds at any time. */
  private void check() {
    List<LedgerEntry> ledger = ledger();
    assertThat(ledger).extracting(LedgerEntry::jobId).doesNotHaveDuplicates();
    Set<FileReference> expected = new HashSet<>();
    ledger.forEach(entry -> expected.addAll(filesOfRun.get(entry.runId())));
    assertThat(references()).containsExactlyInAnyOrderElementsOf(expected);
    long rows = references().stream().mapToLong(FileReference::numberOfRows).sum();
    assertThat(rows).isEqualTo(ledger.stream().mapToLong(e -> e.totals().rowsWritten()).sum());
    assertThat(world.objects().keys()).containsAll(keysOfTable());
    for (String runId : toldCommitted) {
      assertThat(world.fixture().store().committedRun(RunsWorld.TABLE, runId)).isPresent();
    }
    for (String runId : toldNotCommitted) {
      assertThat(world.fixture().store().committedRun(RunsWorld.TABLE, runId)).isEmpty();
    }
  }

  /** Everybody stops, everything late arrives, and the collector comes until all is done. */
  private void bringToAnEnd() {
    attempts.clear();
    world.faults().deliverLate();
    check();
    for (int i = 0; i < 3; i++) {
      world.outliveLease();
      world.clock().advance(CollectorSettings.DEFAULT.longestRequest().multipliedBy(2));
      assertThat(world.collect().problems()).isEmpty();
    }
    check();
    assertThat(world.objects().keys()).containsExactlyElementsOf(keysOfTable());
    assertThat(world.fixture().store().allIntents()).isEmpty();
  }

  private Set<String> keysOfTable() {
    Set<String> keys = new TreeSet<>();
    for (FileReference reference : references()) {
      String key = reference.filename().substring(world.objects().filenameOf("").length());
      keys.add(key);
      keys.add(key.replace(".parquet", ".sketches"));
    }
    return keys;
  }

  private List<FileReference> references() {
    return world.fixture().states(RunsWorld.TABLE).latest().references();
  }

  private List<LedgerEntry> ledger() {
    long life = world.fixture().states(RunsWorld.TABLE).latest().life();
    return world.fixture().store().committedJobs(RunsWorld.TABLE, life, Integer.MAX_VALUE);
  }
}
