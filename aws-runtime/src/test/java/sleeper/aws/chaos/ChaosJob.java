package sleeper.aws.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import sleeper.core.job.JobMessageWriter;
import sleeper.core.row.Row;

/**
 * A job that adds rows to a table, or must not.
 *
 * @param id the job
 * @param table the table, which may not be there
 * @param files what it reads, as its message names them
 * @param rows what it adds
 */
record ChaosJob(String id, String table, List<String> files, Rows rows) {

  /**
   * Numbered rows.
   *
   * @param first the first number
   * @param count how many
   * @param payloadBytes how much each row has besides keys
   */
  record Rows(long first, int count, int payloadBytes) {

    /** None. */
    static final Rows NONE = new Rows(0, 0, 0);

    /** Two files' worth. */
    List<List<Row>> halves() {
      List<Row> all = ChaosRows.of(first, count, payloadBytes);
      return List.of(all.subList(0, count / 2), all.subList(count / 2, count));
    }
  }

  ChaosJob {
    files = List.copyOf(files);
  }

  String message() {
    return JobMessageWriter.write(id, table, files);
  }

  /** What a table holds when each of some jobs was done once. */
  static List<Row> once(String table, List<ChaosJob> jobs) {
    Stream<Row> rows =
        jobs.stream()
            .filter(job -> job.table().equals(table))
            .flatMap(
                job ->
                    ChaosRows.of(job.rows().first(), job.rows().count(), job.rows().payloadBytes())
                        .stream());
    return ChaosRows.sorted(new ArrayList<>(rows.toList()));
  }
}
