package sleeper.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;
import sleeper.core.ingest.JobRecord;
import sleeper.instance.DataFile;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Shows how an instance stands. */
@Command(
    name = "status",
    description = "Show the size of tables, and whether anything is at work on them.")
public final class StatusCommand implements Runnable {

  private static final int JOBS = 1000;

  private final Surroundings surroundings;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The table; without it, all tables.")
  private @Nullable String name;

  /** How one table stands. */
  private record TableStatus(
      TableDetails table, long bytes, long running, long dead, String lastCommit) {}

  public StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      List<TableDetails> tables =
          name == null ? instance.tables().list() : List.of(instance.tables().find(name));
      List<TableStatus> statuses = new ArrayList<>();
      for (TableDetails table : tables) {
        statuses.add(status(instance, table));
      }
      if (surroundings.json()) {
        surroundings.print(json(instance, statuses));
      } else {
        show(instance, statuses);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TableStatus status(SleeperInstance instance, TableDetails table)
      throws IOException {
    long bytes = 0;
    for (DataFile file : instance.tables().files(table.name(), OptionalLong.empty())) {
      bytes += file.bytes();
    }
    List<JobRecord> jobs = instance.jobs(table.name(), JOBS);
    return new TableStatus(
        table,
        bytes,
        count(jobs, JobRecord.Status.RUNNING),
        count(jobs, JobRecord.Status.DEAD),
        jobs.stream()
            .filter(job -> job.status() == JobRecord.Status.COMMITTED)
            .map(job -> Times.show(job.since()))
            .findFirst()
            .orElse("never"));
  }

  private static long count(List<JobRecord> jobs, JobRecord.Status status) {
    return jobs.stream().filter(job -> job.status() == status).count();
  }

  private void show(SleeperInstance instance, List<TableStatus> statuses) {
    PrintStream out = surroundings.out();
    out.println(
        "Instance %s, %s".formatted(instance.location(), Human.counted(statuses.size(), "table")));
    if (statuses.isEmpty()) {
      return;
    }
    out.println();
    TextTable lines =
        new TextTable()
            .text("table")
            .number("version")
            .number("rows")
            .number("files")
            .number("size")
            .number("leaf partitions")
            .text("last ingest");
    for (TableStatus status : statuses) {
      TableDetails table = status.table();
      lines.row(
          table.name(),
          Human.count(table.state().version()),
          Human.count(table.rows()),
          Human.count(table.files()),
          Human.bytes(status.bytes()),
          Human.count(table.state().partitions().leaves().size()),
          status.lastCommit());
    }
    lines.print(out, surroundings.palette());
    statuses.forEach(this::showRuns);
  }

  private void showRuns(TableStatus status) {
    PrintStream out = surroundings.out();
    String name = status.table().name();
    if (status.running() > 0) {
      out.println();
      out.println(Human.counted(status.running(), "ingest job") + " at work on " + name);
    }
    if (status.dead() > 0) {
      out.println();
      out.println(
          Human.counted(status.dead(), "ingest job")
              + " of "
              + name
              + " died half way; sleeper collect cleans up");
    }
  }

  private static ObjectNode json(SleeperInstance instance, List<TableStatus> statuses) {
    ObjectNode node = Json.object();
    node.put("folder", instance.location());
    ArrayNode tables = node.putArray("tables");
    for (TableStatus status : statuses) {
      TableDetails table = status.table();
      ObjectNode each = tables.addObject();
      each.put("name", table.name());
      each.put("version", table.state().version());
      each.put("rows", table.rows());
      each.put("files", table.files());
      each.put("bytes", status.bytes());
      each.put("leafPartitions", table.state().partitions().leaves().size());
      each.put("runningJobs", status.running());
      each.put("deadJobs", status.dead());
    }
    return node;
  }
}
