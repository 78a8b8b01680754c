package sleeper.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import sleeper.cli.command.CommandContext;
import sleeper.cli.command.ExitCode;
import sleeper.cli.terminal.Terminal;
import sleeper.cli.terminal.TerminalTraits;

/**
 * Does the main job once in a folder of its own, and prints nothing. The build runs it while the
 * JVM writes down which classes were loaded, so that later commands start faster.
 */
@Command(
    name = "warm-up",
    hidden = true,
    description = "Do the main job once in a folder of its own, which is deleted.")
final class WarmUpCommand implements Callable<Integer> {

  private static final TerminalTraits WATCHED = new TerminalTraits(true, true, 100, true);

  private static final List<String> COMMANDS =
      List.of(
          "init",
          "sample r.parquet --rows 20000",
          "table create r --from r.parquet --row-key sensor --sort-key time --partitions 4",
          "ingest r r.parquet --job-id first --memory 32M",
          "ingest r r.parquet --job-id first --json",
          "query r --limit 10",
          "query r --count",
          "query r --key sensor-0042 --where temperature>9 --columns time,note --format csv",
          "query r --range sensor<sensor-0100 --json",
          "query r --output sorted.parquet",
          "status",
          "partitions r",
          "files r",
          "job send r r.parquet --job-id second",
          "job queue",
          "task run --idle 0 --memory 32M",
          "jobs",
          "jobs --job second",
          "tasks",
          "instance describe",
          "collect",
          "table list");

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("sleeper-warm-up");
    try {
      for (String command : COMMANDS) {
        int code = run(folder, command.split(" "));
        if (code != ExitCode.OK.code()) {
          return code;
        }
      }
      return ExitCode.OK.code();
    } finally {
      deleteAll(folder);
    }
  }

  private static int run(Path folder, String... arguments) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Terminal terminal = new Terminal(nowhere, nowhere, WATCHED);
    return new SleeperCommandLine(new CommandContext(terminal, Map.of(), folder)).run(arguments);
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(WarmUpCommand::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
