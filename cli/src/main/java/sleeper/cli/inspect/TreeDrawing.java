package sleeper.cli.inspect;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;
import sleeper.core.partition.Partition;
import sleeper.core.partition.PartitionTree;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.TableState;

/**
 * Draws a partition tree from the root down: what each partition has of its parent's keys, its rows
 * and files with those of the partitions below it.
 */
final class TreeDrawing {

  private static final int BAR = 12;

  private final TableState state;
  private final PartitionTree tree;
  private final Palette palette;
  private final Map<String, Load> loads = new HashMap<>();
  private long mostRows;

  private record Load(long rows, long files) {

    Load plus(Load other) {
      return new Load(rows + other.rows, files + other.files);
    }
  }

  TreeDrawing(TableState state, Palette palette) {
    this.state = state;
    this.tree = state.partitions();
    this.palette = palette;
  }

  void print(String table, PrintStream out) {
    Load all = load(tree.root());
    for (Partition leaf : tree.leaves()) {
      mostRows = Math.max(mostRows, load(leaf).rows());
    }
    out.println(
        palette.strong("Table " + table)
            + ", version %d: %s in %s, %s"
                .formatted(
                    state.version(),
                    Human.counted(all.rows(), "row"),
                    Human.counted(tree.leaves().size(), "leaf partition"),
                    Human.counted(all.files(), "file")));
    out.println();
    TextTable lines =
        new TextTable().text("partition").number("rows").number("files").text("").text("id");
    draw(tree.root(), "", "", lines);
    lines.print(out, palette);
    out.println();
  }

  private void draw(Partition partition, String first, String rest, TextTable lines) {
    Load load = load(partition);
    lines.row(
        first + PartitionText.ownKeys(tree, partition),
        Human.count(load.rows()),
        Human.count(load.files()),
        partition.isLeaf() ? bar(load.rows()) : "",
        palette.faint(partition.id()));
    List<String> children = partition.childIds();
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      draw(
          tree.partition(children.get(i)),
          rest + (last ? "└─ " : "├─ "),
          rest + (last ? "   " : "│  "),
          lines);
    }
  }

  private String bar(long rows) {
    return mostRows == 0 ? "" : "▪".repeat((int) Math.ceil((double) rows * BAR / mostRows));
  }

  private Load load(Partition partition) {
    Load known = loads.get(partition.id());
    if (known != null) {
      return known;
    }
    List<FileReference> references = state.referencesOf(partition.id());
    Load load =
        new Load(
            references.stream().mapToLong(FileReference::numberOfRows).sum(), references.size());
    for (String child : partition.childIds()) {
      load = load.plus(load(tree.partition(child)));
    }
    loads.put(partition.id(), load);
    return load;
  }
}
