package sleeper.aws.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.AddFiles;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionJson;
import sleeper.core.statestore.transaction.TransactionType;
import sleeper.instance.backend.Backend;

/** What the log and what the ledger of a table say of the runs that were committed. */
final class CommitRecords {

  private static final Pattern RUN = Pattern.compile("/run_([^/]+)/");
  private static final int ALL = 10_000;

  private final Backend backend;
  private final String tableId;
  private final long life;

  CommitRecords(Backend backend, String tableId, long life) {
    this.backend = backend;
    this.tableId = tableId;
    this.life = life;
  }

  /** Every run in the log is in the ledger under its number, and the other way round. */
  void assertAgreement() {
    Map<String, Long> logged = logged();
    Map<String, Long> entered = new TreeMap<>();
    for (LedgerEntry entry : backend.ingestCommitStore().committedJobs(tableId, life, ALL)) {
      entered.put(entry.runId(), entry.transactionNumber());
      assertThat(backend.ingestCommitStore().committedRun(tableId, entry.runId())).contains(entry);
    }
    assertThat(entered).isEqualTo(logged);
  }

  /**
   * The runs whose files the log adds, with the numbers of its entries. Whoever settles the claim
   * of a dead run puts an entry without files at its number.
   */
  private Map<String, Long> logged() {
    Map<String, Long> runs = new TreeMap<>();
    backend
        .transactionLogs()
        .log(tableId, LogKind.FILES)
        .readAfter(
            0,
            entry -> {
              String run = entry.type() == TransactionType.ADD_FILES ? runOf(entry) : "";
              if (!run.isEmpty()) {
                assertThat(runs.put(run, entry.number())).as("run %s, before", run).isNull();
              }
            });
    return runs;
  }

  /** The run whose files an entry adds; empty if it adds none. */
  private static String runOf(LogEntry entry) {
    try {
      AddFiles added = (AddFiles) TransactionJson.readFiles(entry.type(), entry.body());
      return added.files().stream()
          .map(file -> runOf(file.filename()))
          .distinct()
          .collect(java.util.stream.Collectors.joining(" and "));
    } catch (IOException e) {
      throw new AssertionError("Entry " + entry.number() + " cannot be read", e);
    }
  }

  private static String runOf(String filename) {
    Matcher run = RUN.matcher(filename);
    return run.find() ? run.group(1) : "no run";
  }
}
