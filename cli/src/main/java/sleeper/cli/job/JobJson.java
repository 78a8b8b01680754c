package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import sleeper.cli.command.Json;
import sleeper.core.ingest.LedgerEntry;
import sleeper.core.ingest.RunTotals;
import sleeper.core.tracker.JobDetails;
import sleeper.core.tracker.JobProgress;
import sleeper.core.tracker.JobRunStatus;

/** Jobs for programs; members that are not known are left out. */
final class JobJson {

  private JobJson() {}

  /** A job in short. */
  static ObjectNode of(JobView job) {
    ObjectNode node = Json.object();
    if (job.table() != null) {
      node.put("table", job.table());
    }
    node.put("jobId", job.jobId());
    job.runId().ifPresent(id -> node.put("runId", id));
    node.put("status", job.standing().word());
    node.put("since", job.since().toString());
    job.duration().ifPresent(took -> node.put("durationMillis", took.toMillis()));
    job.run().ifPresent(run -> addRun(node, run));
    node.put("runs", job.runs().size());
    if (job.standing() == Standing.FAILED) {
      node.put("givenBack", job.isGivenBack());
    }
    if (job.progress() != null) {
      node.set("progress", of(job.progress()));
    }
    job.committed().ifPresent(entry -> addCommitted(node, entry));
    if (!job.reasons().isEmpty()) {
      node.set("reasons", texts(job.reasons()));
    }
    return node;
  }

  /** A job with all of its runs. */
  static ObjectNode detailed(JobView job) {
    ObjectNode node = of(job);
    ArrayNode runs = node.putArray("runs");
    job.runs().forEach(run -> runs.add(of(run)));
    return node;
  }

  /** Adds what the run that was committed had to say. */
  static void add(ObjectNode node, JobDetails details) {
    ArrayNode inputs = node.putArray("inputs");
    details
        .inputs()
        .forEach(input -> inputs.addObject().put("name", input.name()).put("rows", input.rows()));
    node.set("notices", texts(details.notices()));
  }

  private static void addRun(ObjectNode node, JobRunStatus run) {
    run.taskId().ifPresent(id -> node.put("taskId", id));
    node.put("inputFiles", run.inputFiles());
    if (run.finishTime().isPresent() && run.failureReasons().isEmpty()) {
      node.put("rowsRead", run.rows().read());
      node.put("rows", run.rows().written());
    }
  }

  private static void addCommitted(ObjectNode node, LedgerEntry entry) {
    RunTotals totals = entry.totals();
    node.put("transactionNumber", entry.transactionNumber());
    node.put("rowsRead", totals.rowsRead());
    node.put("rows", totals.rowsWritten());
    node.put("rowsRejected", totals.rowsRejected());
    node.put("rowsFiltered", totals.rowsFiltered());
    node.put("files", totals.files());
    node.put("bytes", totals.bytes());
  }

  private static ObjectNode of(JobRunStatus run) {
    ObjectNode node = Json.object();
    if (run.runId() != null) {
      node.put("runId", run.runId());
    }
    node.put("status", run.state().name().toLowerCase(Locale.ROOT));
    node.put("started", run.startTime().toString());
    run.finishTime().ifPresent(end -> node.put("finished", end.toString()));
    run.duration().ifPresent(took -> node.put("durationMillis", took.toMillis()));
    addRun(node, run);
    if (!run.failureReasons().isEmpty()) {
      node.set("reasons", texts(run.failureReasons()));
    }
    return node;
  }

  private static ObjectNode of(JobProgress progress) {
    ObjectNode node = Json.object();
    node.put("phase", progress.phase().name().toLowerCase(Locale.ROOT));
    node.put("rows", progress.counts().rows());
    progress.counts().totalRows().ifPresent(total -> node.put("totalRows", total));
    node.put("rowsPerSecond", Math.round(progress.counts().rowsPerSecond()));
    node.put("bytesRead", progress.counts().bytesRead());
    node.put("totalBytes", progress.counts().totalBytes());
    node.put("time", progress.time().toString());
    return node;
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
