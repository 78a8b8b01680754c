package sleeper.cli.inspect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.core.key.ValueText;
import sleeper.core.partition.Partition;
import sleeper.core.range.Range;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Shows partition trees. */
@Command(
    name = "partitions",
    description = "Draw the partition tree of a table, with the rows and files of each partition.")
public final class PartitionsCommand implements Runnable {

  private final Surroundings surroundings;
  @Mixin private final AsOfOption asOf = new AsOfOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The table; without it, all tables.")
  private @Nullable String name;

  public PartitionsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      List<String> names =
          name == null
              ? instance.tables().list().stream().map(TableDetails::name).toList()
              : List.of(name);
      ArrayNode array = Json.array();
      for (String table : names) {
        TableState state = instance.tables().state(table, asOf.version());
        if (surroundings.json()) {
          addJson(array, table, state);
        } else {
          new TreeDrawing(state, surroundings.palette()).print(table, surroundings.out());
        }
      }
      if (surroundings.json()) {
        surroundings.print(array);
      } else if (names.isEmpty()) {
        surroundings.out().println("No tables yet");
      }
    }
  }

  private static void addJson(ArrayNode array, String table, TableState state) {
    for (Partition partition : state.partitions().all()) {
      ObjectNode node = array.addObject();
      node.put("table", table);
      node.put("partition", partition.id());
      node.put("parent", partition.parentId());
      node.put("leaf", partition.isLeaf());
      ArrayNode children = node.putArray("children");
      partition.childIds().forEach(children::add);
      ObjectNode region = node.putObject("region");
      for (Range range : partition.region().ranges()) {
        ObjectNode bounds = region.putObject(range.field().name());
        bounds.put("min", bound(range, range.min()));
        bounds.put("max", bound(range, range.max()));
      }
      List<FileReference> references = state.referencesOf(partition.id());
      node.put("rows", references.stream().mapToLong(FileReference::numberOfRows).sum());
      node.put("files", references.size());
    }
  }

  private static @Nullable String bound(Range range, @Nullable Object value) {
    return value == null ? null : ValueText.format(range.field().primitiveType(), value);
  }
}
