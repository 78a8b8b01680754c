package sleeper.ingest.task;

import java.util.Optional;
import sleeper.core.table.TableId;

/**
 * One delivery of a message, as far as it has been understood.
 *
 * @param jobId the job; the message's id as long as no other is known
 * @param table the table; empty as long as none is known
 * @param count how often the message has been delivered, this time included
 */
public record JobDelivery(String jobId, Optional<TableId> table, int count) {

  /** Says what the message asks for. */
  JobDelivery isFor(String job, Optional<TableId> ofTable) {
    return new JobDelivery(job, ofTable, count);
  }
}
