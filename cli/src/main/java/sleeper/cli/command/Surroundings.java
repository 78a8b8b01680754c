package sleeper.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.Terminal;
import sleeper.core.error.InvalidInput;
import sleeper.instance.SleeperInstance;

/** What a command is run in: its context, the common options, and the instance they name. */
public final class Surroundings {

  private final CommandContext context;
  private final CommonOptions options;

  public Surroundings(CommandContext context, CommonOptions options) {
    this.context = context;
    this.options = options;
  }

  /** Opens the instance; the command closes it. */
  public SleeperInstance open() {
    return options
        .instanceId(context)
        .map(SleeperInstance::connect)
        .orElseGet(() -> SleeperInstance.open(folder()));
  }

  /** The options that name the same instance to another process, wherever it runs. */
  public List<String> instanceArguments() {
    return options
        .instanceId(context)
        .map(id -> List.of("--instance", id))
        .orElseGet(() -> List.of("--dir", folder().toString()));
  }

  /** The folder of the instance, which may not be one yet. */
  public Path folder() {
    return options.folder(context);
  }

  /** The absolute path that a path on the command line means. */
  public Path resolve(Path path) {
    return context.resolve(path);
  }

  /** The same for text. */
  public String resolve(String path) {
    return context.resolve(path);
  }

  /**
   * The same for a file or folder to read, which for an instance on AWS may have been meant as one
   * in a bucket.
   *
   * @throws InvalidInput if that is so
   */
  public String resolveInput(String path) {
    String resolved = resolve(path);
    if (options.instanceId(context).isPresent()
        && !CommandContext.isInBucket(path)
        && !Files.exists(Path.of(resolved))) {
      throw new InvalidInput(
          "There is no file or folder %s on this machine; write s3://%s for what is in a bucket"
              .formatted(resolved, path.replaceFirst("^/+", "")));
    }
    return resolved;
  }

  /**
   * The absolute path of a file to read.
   *
   * @throws InvalidInput if it is a folder, which Java does not name when it is read
   */
  public Path resolveFile(Path file) {
    Path resolved = resolve(file);
    if (Files.isDirectory(resolved)) {
      throw new InvalidInput("Path %s is a folder; name a file".formatted(resolved));
    }
    return resolved;
  }

  /** Where the command writes. */
  public Terminal terminal() {
    return context.terminal();
  }

  /** Where results go. */
  public PrintStream out() {
    return terminal().out();
  }

  /** The styles of results. */
  public Palette palette() {
    return terminal().outPalette();
  }

  /** Whether the result is for a program. */
  public boolean json() {
    return options.json();
  }

  /** Prints a result for a program. */
  public void print(JsonNode document) {
    Json.print(out(), document);
  }

  /** Says something that is worth knowing and no error, unless a program listens. */
  public void note(String sentence) {
    if (!json()) {
      terminal().err().println(terminal().errPalette().warning("note:") + " " + sentence);
    }
  }
}
