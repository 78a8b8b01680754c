package sleeper.core.job;

import java.util.List;
import sleeper.core.table.TableId;

/**
 * A job that a message asked for: add the rows of some files to a table.
 *
 * @param id the job's id, which trackers and ledger can keep
 * @param table the table, as it was found when the message was read
 * @param paths files and folders, in the message's order and as it wrote them
 */
public record IngestJob(String id, TableId table, List<String> paths) {

  public IngestJob {
    paths = List.copyOf(paths);
  }
}
