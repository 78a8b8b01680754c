package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import sleeper.cli.command.Json;
import sleeper.core.job.JobMessage;
import sleeper.core.queue.DeadMessage;
import sleeper.core.table.TableId;
import sleeper.core.tracker.JobStatus;
import sleeper.instance.SleeperInstance;

/**
 * A message that was set aside, and the job that it asked for.
 *
 * @param message the message
 * @param jobId the job
 * @param table its table, if there is one
 * @param reasons why it failed last, from the outermost cause; none where that is not known
 */
record DeadJob(DeadMessage message, String jobId, Optional<String> table, List<String> reasons) {

  static List<DeadJob> of(List<DeadMessage> messages, SleeperInstance instance) {
    return messages.stream().map(message -> of(message, instance)).toList();
  }

  private static DeadJob of(DeadMessage message, SleeperInstance instance) {
    JobMessage read = instance.ingestTasks().read(message.id(), message.body());
    Optional<TableId> table =
        read instanceof JobMessage.Accepted accepted
            ? Optional.of(accepted.job().table())
            : Optional.ofNullable(((JobMessage.Rejected) read).table());
    List<String> reasons =
        instance.jobReports().ofJob(read.jobId()).stream()
            .flatMap((JobStatus job) -> job.runs().stream())
            .map(run -> run.failureReasons())
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse(List.of());
    return new DeadJob(message, read.jobId(), table.map(TableId::name), reasons);
  }

  ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("messageId", message.id());
    node.put("sent", message.sentTime().toString());
    node.put("jobId", jobId);
    table.ifPresent(name -> node.put("table", name));
    ArrayNode why = node.putArray("reasons");
    reasons.forEach(why::add);
    node.put("message", message.body());
    return node;
  }
}
