package sleeper.statestore.sqlite;

import java.nio.file.Path;
import java.time.Instant;
import sleeper.core.error.CommitConflict;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.log.TransactionLog;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.statestore.transaction.TransactionType;

/** Appends entries to a log against other processes; reports each one after it was committed. */
final class AppendProcess {

  private AppendProcess() {}

  /** Takes the database, the table, a name for the bodies, and how many to append. */
  public static void main(String[] args) {
    try (SqliteInstanceDatabase database = SqliteInstanceDatabase.open(Path.of(args[0]))) {
      TransactionLog log = database.transactionLogs().log(args[1], LogKind.FILES);
      int count = Integer.parseInt(args[3]);
      for (int i = 0; i < count; i++) {
        append(log, args[2] + "-" + i);
      }
    }
  }

  private static void append(TransactionLog log, String body) {
    while (true) {
      long number = log.lastNumber().orElse(0) + 1;
      try {
        log.append(new LogEntry(number, Instant.EPOCH, TransactionType.ADD_FILES, body));
        System.out.println(number + " " + body);
        System.out.flush();
        return;
      } catch (CommitConflict e) {
        Thread.onSpinWait();
      }
    }
  }
}
