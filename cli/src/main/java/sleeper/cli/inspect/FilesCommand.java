package sleeper.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.Partition;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.instance.DataFile;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Lists data files. */
@Command(name = "files", description = "List the data files of a version of a table.")
public final class FilesCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;
  @Mixin private final AsOfOption asOf = new AsOfOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The table; without it, all tables.")
  private @Nullable String name;

  @Option(
      names = "--duckdb",
      description = "Print read_parquet([...]) with the files, ready to paste into DuckDB.")
  private boolean duckdb;

  public FilesCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (name == null && (duckdb || asOf.version().isPresent())) {
      throw new ParameterException(spec.commandLine(), "Name the table whose version is meant");
    }
    try (SleeperInstance instance = surroundings.open()) {
      if (duckdb) {
        printForDuckDb(files(instance, List.of(name == null ? "" : name)));
      } else {
        print(files(instance, names(instance)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record TableFile(String table, TableState state, DataFile file) {}

  private List<String> names(SleeperInstance instance) {
    return name == null
        ? instance.tables().list().stream().map(TableDetails::name).toList()
        : List.of(name);
  }

  private List<TableFile> files(SleeperInstance instance, List<String> tables) throws IOException {
    List<TableFile> files = new ArrayList<>();
    for (String table : tables) {
      TableState state = instance.tables().state(table, asOf.version());
      for (DataFile file : instance.tables().files(table, OptionalLong.of(state.version()))) {
        files.add(new TableFile(table, state, file));
      }
    }
    return files;
  }

  private void print(List<TableFile> files) {
    if (surroundings.json()) {
      ArrayNode array = Json.array();
      files.forEach(file -> addJson(array, file));
      surroundings.print(array);
    } else if (files.isEmpty()) {
      surroundings.out().println("No data files");
    } else {
      show(files);
    }
  }

  private void show(List<TableFile> files) {
    TextTable lines =
        new TextTable().text("table").number("rows").number("size").text("keys").text("file");
    for (TableFile each : inOrderOfKeys(files)) {
      for (FileReference reference : each.file().references()) {
        lines.row(
            each.table(),
            Human.count(reference.numberOfRows()),
            Human.bytes(each.file().bytes()),
            keys(each.state(), reference.partitionId()),
            each.file().filename());
      }
    }
    PrintStream out = surroundings.out();
    lines.print(out, surroundings.palette());
    long bytes = files.stream().mapToLong(each -> each.file().bytes()).sum();
    out.println();
    out.println(Human.counted(files.size(), "file") + ", " + Human.bytes(bytes));
  }

  /** Tables stay as they are; files of upper partitions, which have no place, come first. */
  private static List<TableFile> inOrderOfKeys(List<TableFile> files) {
    Map<String, Integer> places = new HashMap<>();
    for (TableFile each : files) {
      List<Partition> leaves = each.state().partitions().leaves();
      if (!places.containsKey(leaves.get(0).id())) {
        leaves.forEach(leaf -> places.put(leaf.id(), places.size()));
      }
    }
    List<TableFile> sorted = new ArrayList<>(files);
    sorted.sort(
        Comparator.comparing(TableFile::table)
            .thenComparing(
                each -> places.getOrDefault(each.file().references().get(0).partitionId(), -1)));
    return sorted;
  }

  private static String keys(TableState state, String partitionId) {
    return state.partitions().find(partitionId).map(PartitionText::keys).orElse(partitionId);
  }

  private static void addJson(ArrayNode array, TableFile each) {
    for (FileReference reference : each.file().references()) {
      ObjectNode node = array.addObject();
      node.put("table", each.table());
      node.put("filename", each.file().filename());
      node.put("path", each.file().path());
      node.put("partition", reference.partitionId());
      node.put("rows", reference.numberOfRows());
      node.put("bytes", each.file().bytes());
      each.file().addedAt().ifPresent(number -> node.put("transactionNumber", number));
    }
  }

  private void printForDuckDb(List<TableFile> files) {
    if (files.isEmpty()) {
      throw new InvalidInput(
          "Table " + name + " has no data files in this version, and DuckDB cannot read none");
    }
    String paths =
        files.stream()
            .map(each -> "'" + each.file().path().replace("'", "''") + "'")
            .collect(Collectors.joining(",\n  "));
    String call = "read_parquet([\n  " + paths + "\n])";
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("duckdb", call);
      surroundings.print(node);
    } else {
      surroundings.out().println(call);
    }
  }
}
