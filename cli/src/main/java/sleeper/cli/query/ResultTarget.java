package sleeper.cli.query;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import sleeper.cli.command.OutputPath;
import sleeper.cli.terminal.Terminal;
import sleeper.query.QueryResults;
import sleeper.query.output.OutputFormat;
import sleeper.query.output.ResultWriter;

/** Where the rows of a query go: standard output, or a file that appears when it is complete. */
final class ResultTarget {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FILE_COLUMNS = 160;

  private final OutputFormat format;
  private final OutputStream stream;
  private final int columns;
  private final @Nullable Path file;

  /** How many rows were written, and of which version of the table. */
  record Written(long rows, long version) {}

  private ResultTarget(OutputFormat format, OutputStream stream, int columns, @Nullable Path file) {
    this.format = format;
    this.stream = stream;
    this.columns = columns;
    this.file = file;
  }

  static ResultTarget stream(Terminal terminal, OutputFormat format) {
    int columns =
        terminal.traits().outIsTerminal() ? terminal.traits().columns() : Integer.MAX_VALUE;
    return new ResultTarget(format, terminal.bytes(), columns, null);
  }

  static ResultTarget file(Path file, OutputFormat format) {
    Path checked = OutputPath.of(file);
    return new ResultTarget(format, OutputStream.nullOutputStream(), FILE_COLUMNS, checked);
  }

  boolean isFile() {
    return file != null;
  }

  Written write(QueryResults results) throws IOException {
    return file == null ? write(results, stream) : writeFile(results, file);
  }

  private Written writeFile(QueryResults results, Path named) throws IOException {
    if (Files.exists(named) && !Files.isRegularFile(named)) {
      return writeThrough(results, named, named); // a device or a pipe stays what it is
    }
    Path target = Files.exists(named) ? named.toRealPath() : named;
    Path partial =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".partial");
    try {
      Written written = writeThrough(results, partial, target);
      Files.move(
          partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Names the file where the system says no more than that its disk is full. */
  private Written writeThrough(QueryResults results, Path file, Path named) throws IOException {
    try (OutputStream out = new NamedStream(Files.newOutputStream(file), named)) {
      return write(results, out);
    }
  }

  private Written write(QueryResults results, OutputStream to) throws IOException {
    OutputStream buffered = new BufferedOutputStream(to, BUFFER_BYTES);
    try (ResultWriter writer = format.open(results.schema(), buffered, columns)) {
      long rows = results.writeTo(writer);
      buffered.flush();
      return new Written(rows, results.version());
    }
  }

  @Override
  public String toString() {
    return file == null ? "standard output" : file.toString();
  }
}
