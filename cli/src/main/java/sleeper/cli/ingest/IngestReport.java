package sleeper.cli.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import sleeper.cli.command.AwsUse;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;
import sleeper.ingest.output.WrittenFile;
import sleeper.ingest.runner.IngestResult;
import sleeper.ingest.source.InputFile;
import sleeper.instance.aws.requests.RequestCounts;

/** Shows what came of an ingest job. */
final class IngestReport {

  private final Surroundings surroundings;

  IngestReport(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Prints it.
   *
   * @param requests what it asked AWS for, where it did
   */
  void print(IngestResult result, Optional<RequestCounts> requests) {
    if (surroundings.json()) {
      ObjectNode node = json(result);
      requests.ifPresent(counts -> node.set("aws", AwsUse.json(counts)));
      surroundings.print(node);
      return;
    }
    result.notices().forEach(surroundings::note);
    if (result.duplicate()) {
      printDuplicate(result);
    } else {
      printDone(result, requests);
    }
  }

  private void printDuplicate(IngestResult result) {
    surroundings
        .out()
        .printf(
            Locale.ROOT,
            "Job %s had been ingested into %s before: %s, transaction %d. Nothing was done now.%n",
            result.jobId(),
            result.tableName(),
            Human.counted(result.rowsWritten(), "row"),
            result.transactionNumber());
  }

  private void printDone(IngestResult result, Optional<RequestCounts> requests) {
    PrintStream out = surroundings.out();
    Palette palette = surroundings.palette();
    out.println(
        palette.good("✓ ")
            + palette.strong(
                "Ingested %s into %s"
                    .formatted(Human.counted(result.rowsWritten(), "row"), result.tableName())));
    out.println();
    TextTable lines = new TextTable().text("").text("");
    lines.row("  job", result.jobId());
    lines.row("  transaction", Human.count(result.transactionNumber()));
    lines.row("  partitions", partitions(result));
    lines.row("  files", files(result));
    lines.row("  spilled", spilled(result));
    lines.row("  time", time(result));
    requests.ifPresent(counts -> lines.row("  asked of AWS", AwsUse.text(counts)));
    lines.printLines(out);
  }

  private static String partitions(IngestResult result) {
    long partitions = result.files().stream().map(WrittenFile::partitionId).distinct().count();
    return Human.counted(partitions, "leaf partition") + " got rows";
  }

  private static String files(IngestResult result) {
    long bytes = result.totals().bytes();
    if (result.rowsWritten() == 0) {
      return "none, as there were no rows";
    }
    return String.format(
        Locale.ROOT,
        "%s, %s, %.1f bytes a row",
        Human.counted(result.files().size(), "file"),
        Human.bytes(bytes),
        (double) bytes / result.rowsWritten());
  }

  private static String spilled(IngestResult result) {
    return result.work().spilledBytes() == 0
        ? "nothing, all rows fitted the memory budget"
        : Human.bytes(result.work().spilledBytes()) + " to disk";
  }

  private static String time(IngestResult result) {
    double seconds = Math.max(1, result.duration().toMillis()) / 1000.0;
    return "%s, %s rows/s"
        .formatted(Human.duration(result.duration()), Human.rough(result.rowsRead() / seconds));
  }

  private static ObjectNode json(IngestResult result) {
    ObjectNode node = Json.object();
    node.put("table", result.tableName());
    node.put("jobId", result.jobId());
    node.put("duplicate", result.duplicate());
    node.put("transactionNumber", result.transactionNumber());
    node.put("rowsRead", result.rowsRead());
    node.put("rowsWritten", result.rowsWritten());
    node.put("bytes", result.totals().bytes());
    node.put("spills", result.work().spills());
    node.put("spilledBytes", result.work().spilledBytes());
    node.put("peakMemoryBytes", result.work().peakMemoryBytes());
    node.put("durationMillis", result.duration().toMillis());
    ArrayNode inputFiles = node.putArray("inputFiles");
    for (InputFile file : result.inputFiles()) {
      inputFiles.addObject().put("name", file.name()).put("rows", file.rows());
    }
    ArrayNode files = node.putArray("files");
    for (WrittenFile file : result.files()) {
      ObjectNode each = files.addObject();
      each.put("filename", file.filename());
      each.put("partition", file.partitionId());
      each.put("rows", file.rows());
      each.put("bytes", file.bytes());
    }
    ArrayNode notices = node.putArray("notices");
    result.notices().forEach(notices::add);
    return node;
  }
}
