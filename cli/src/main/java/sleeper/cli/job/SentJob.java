package sleeper.cli.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;

/**
 * A job whose message is in the queue.
 *
 * @param messageId the id that the queue gave the message
 * @param jobId the job
 * @param table its table
 * @param paths the files and folders to read
 */
record SentJob(String messageId, String jobId, String table, List<String> paths) {

  void print(Surroundings surroundings) {
    if (surroundings.json()) {
      surroundings.print(json());
      return;
    }
    Palette palette = surroundings.palette();
    surroundings
        .out()
        .println(palette.good("✓ ") + palette.strong("Sent job " + jobId + " for table " + table));
    surroundings.out().println();
    TextTable lines = new TextTable().text("").text("");
    lines.row("  message", messageId);
    lines.row("  input", paths.size() == 1 ? paths.get(0) : Human.counted(paths.size(), "path"));
    lines.row("  next", "sleeper task run does it, unless a task runs already");
    lines.row("", "sleeper jobs --job " + jobId + " --watch shows how it goes");
    lines.printLines(surroundings.out());
  }

  private ObjectNode json() {
    ObjectNode node = Json.object();
    node.put("messageId", messageId);
    node.put("jobId", jobId);
    node.put("table", table);
    ArrayNode files = node.putArray("files");
    paths.forEach(files::add);
    return node;
  }
}
