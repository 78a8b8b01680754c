package sleeper.cli.page;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.testing.SharedData;

/**
 * A page for users.
 *
 * @param lines its lines
 */
record DocumentPage(List<String> lines) {

  static DocumentPage of(String path) throws IOException {
    return new DocumentPage(Files.readAllLines(SharedData.projectRoot().resolve(path)));
  }

  /** The lines of its bash blocks, which is all that a reader is to type. */
  List<String> commands() {
    return blocks("bash");
  }

  /** The same up to the first line that runs a program. */
  List<String> commandsBefore(String program) {
    return commands().stream().takeWhile(line -> !line.startsWith(program + " ")).toList();
  }

  /** The lines of all blocks in a language. */
  List<String> blocks(String language) {
    List<String> found = new ArrayList<>();
    boolean inBlock = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inBlock = line.equals("```" + language);
      } else if (inBlock) {
        found.add(line);
      }
    }
    return found;
  }
}
