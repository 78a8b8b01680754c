package sleeper.cli.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.core.schema.Schema;
import sleeper.instance.SleeperInstance;
import sleeper.query.Query;
import sleeper.query.QueryText;
import sleeper.query.TableQuery;

/** Reads rows of a table. */
@Command(
    name = "query",
    description = {
      "Read rows of a table, in the order of its keys.",
      "Rows that match one of the keys, if any is given, and every range and condition."
    })
public final class QueryCommand implements Runnable {

  private final Surroundings surroundings;
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "The table.")
  private String name = "";

  @Option(
      names = "--key",
      paramLabel = "VALUE[,VALUE]",
      description = "Rows with these values of the first keys. Given again: of either key.")
  private List<String> keys = List.of();

  @Option(
      names = "--range",
      paramLabel = "COLUMN>=VALUE",
      description = "A bound of a key: =, <, <=, > or >= and a value. Repeatable; all must hold.")
  private List<String> ranges = List.of();

  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "A bound of any column, such as \"v<1.5\", \"s!=ok\" or \"note is null\". "
              + "Repeatable; all must hold.")
  private List<String> conditions = List.of();

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "The columns to show, in this order; without it, all.")
  private List<String> columns = List.of();

  @Option(names = "--count", description = "Print how many rows there are, instead of the rows.")
  private boolean count;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many rows, the first ones.")
  private @Nullable Long limit;

  @Option(
      names = "--as-of",
      paramLabel = "N",
      description = "The table as it was after transaction N; without it, as it is now.")
  private @Nullable Long asOf;

  public QueryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (count) {
      output.refuseWith("--count");
    }
    try (SleeperInstance instance = surroundings.open()) {
      TableQuery table = instance.query(name);
      Query query = query(instance.tables().find(name).schema());
      if (count) {
        printCount(table.count(query));
      } else {
        printRows(table, query, output.target(surroundings));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Query query(Schema schema) {
    Query.Builder query = Query.builder(schema);
    keys.forEach(key -> query.key(QueryText.key(schema, key)));
    ranges.forEach(range -> query.where(QueryText.range(schema, range)));
    conditions.forEach(condition -> query.where(QueryText.comparison(schema, condition)));
    query.columns(columns);
    if (limit != null) {
      query.limit(limit);
    }
    if (asOf != null) {
      query.asOf(asOf);
    }
    return query.build();
  }

  private void printCount(long rows) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("rows", rows);
      surroundings.print(node);
    } else {
      surroundings.out().println(rows);
    }
  }

  private void printRows(TableQuery table, Query query, ResultTarget target) throws IOException {
    long start = System.nanoTime();
    ResultTarget.Written written;
    try (var results = table.run(query)) {
      written = target.write(results);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    if (target.isFile()) {
      printSummary(written, target, duration);
    } else if (surroundings.terminal().traits().outIsTerminal()) {
      String time = Human.duration(duration);
      surroundings
          .terminal()
          .err()
          .println(
              surroundings.palette().faint(Human.counted(written.rows(), "row") + " in " + time));
    }
  }

  private void printSummary(ResultTarget.Written written, ResultTarget target, Duration duration) {
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("rows", written.rows());
      node.put("version", written.version());
      node.put("output", target.toString());
      node.put("durationMillis", duration.toMillis());
      surroundings.print(node);
    } else {
      surroundings
          .out()
          .println(
              "Wrote %s to %s in %s"
                  .formatted(
                      Human.counted(written.rows(), "row"), target, Human.duration(duration)));
    }
  }
}
