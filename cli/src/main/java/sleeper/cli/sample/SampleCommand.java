package sleeper.cli.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Json;
import sleeper.cli.command.OutputPath;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;

/** Makes a Parquet file to try things with. */
@Command(
    name = "sample",
    description = {
      "Write a Parquet file of made-up sensor readings, to try things with.",
      "Its columns: sensor, time, temperature, humidity, status, note. The same number of rows "
          + "always gives the same rows."
    })
public final class SampleCommand implements Runnable {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there.")
  private Path file = Path.of("");

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "How many readings (${DEFAULT-VALUE}).")
  private long rows;

  public SampleCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    if (rows < 0) {
      throw new ParameterException(spec.commandLine(), "--rows is at least 0, not " + rows);
    }
    Path target = OutputPath.of(surroundings.resolve(file));
    try {
      SensorReadings.write(target, rows);
      report(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void report(Path target) throws IOException {
    long bytes = Files.size(target);
    if (surroundings.json()) {
      ObjectNode node = Json.object();
      node.put("file", target.toString());
      node.put("rows", rows);
      node.put("bytes", bytes);
      surroundings.print(node);
    } else {
      surroundings
          .out()
          .println(
              "Wrote %s, %s, to %s"
                  .formatted(Human.counted(rows, "reading"), Human.bytes(bytes), target));
    }
  }
}
