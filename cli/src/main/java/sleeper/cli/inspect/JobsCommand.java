package sleeper.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;
import sleeper.core.ingest.JobRecord;
import sleeper.core.ingest.LedgerEntry;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Lists ingest jobs. */
@Command(
    name = "jobs",
    description = "List ingest jobs, newest first: committed, running, and dead ones.")
public final class JobsCommand implements Runnable {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The table; without it, all tables.")
  private @Nullable String name;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many jobs of each table to list (${DEFAULT-VALUE}).")
  private int limit;

  private record TableJob(String table, JobRecord job) {}

  public JobsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
    }
    try (SleeperInstance instance = surroundings.open()) {
      List<TableJob> jobs = jobs(instance);
      if (surroundings.json()) {
        ArrayNode array = Json.array();
        jobs.forEach(job -> array.add(json(job)));
        surroundings.print(array);
      } else if (jobs.isEmpty()) {
        surroundings.out().println("No jobs yet");
      } else {
        show(jobs);
      }
    }
  }

  private List<TableJob> jobs(SleeperInstance instance) {
    List<String> tables =
        name == null
            ? instance.tables().list().stream().map(TableDetails::name).toList()
            : List.of(name);
    List<TableJob> jobs = new ArrayList<>();
    for (String table : tables) {
      instance.jobs(table, limit).forEach(job -> jobs.add(new TableJob(table, job)));
    }
    return jobs;
  }

  private void show(List<TableJob> jobs) {
    TextTable lines =
        new TextTable()
            .text("table")
            .text("job")
            .text("status")
            .text("since")
            .number("transaction")
            .number("rows")
            .number("files")
            .number("size");
    for (TableJob each : jobs) {
      JobRecord job = each.job();
      LedgerEntry done = job.committed();
      lines.row(
          each.table(),
          job.jobId(),
          word(job),
          Times.show(job.since()),
          done == null ? "" : Human.count(done.transactionNumber()),
          done == null ? "" : Human.count(done.totals().rowsWritten()),
          done == null ? "" : Human.count(done.totals().files()),
          done == null ? "" : Human.bytes(done.totals().bytes()));
    }
    Palette palette = surroundings.palette();
    lines.print(surroundings.out(), palette);
  }

  private static String word(JobRecord job) {
    return job.status().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(TableJob each) {
    JobRecord job = each.job();
    ObjectNode node = Json.object();
    node.put("table", each.table());
    node.put("jobId", job.jobId());
    node.put("runId", job.runId());
    node.put("status", word(job));
    node.put("since", job.since().toString());
    LedgerEntry done = job.committed();
    if (done != null) {
      node.put("transactionNumber", done.transactionNumber());
      node.put("rows", done.totals().rowsWritten());
      node.put("files", done.totals().files());
      node.put("bytes", done.totals().bytes());
    }
    return node;
  }
}
