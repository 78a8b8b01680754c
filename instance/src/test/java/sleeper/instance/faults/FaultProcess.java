package sleeper.instance.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;
import sleeper.core.testing.steps.Steps;
import sleeper.ingest.runner.IngestResult;

/**
 * A process that ingests and collects, told by lines on its standard input; it answers each with a
 * line. Told to stop at a step, it says so when it gets there and waits for a line. The input's end
 * ends it.
 */
public final class FaultProcess {

  /** What answers begin with; other lines are what libraries say. */
  static final String ANSWER = "> ";

  private final BufferedReader lines =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final Steps steps = new Steps();
  private @Nullable WatchedInstance instance;

  private FaultProcess() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException {
    new FaultProcess().run();
  }

  private void run() throws IOException {
    answer("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      answer(outcome(line.split(" ")));
    }
  }

  private String outcome(String[] words) {
    try {
      return obey(words);
    } catch (IOException | RuntimeException | LinkageError e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private String obey(String[] words) throws IOException {
    switch (words[0]) {
      case "open":
        Duration lease = Duration.ofMillis(Long.parseLong(words[2]));
        if (instance != null) {
          instance.close();
        }
        instance = new WatchedInstance(Path.of(words[1]), steps, lease);
        return "opened";
      case "stop":
        steps.at(words[1].replace('_', ' '), Integer.parseInt(words[2]), () -> stopAt(words[1]));
        return "will stop";
      case "rows":
        Iterator<Row> rows =
            NumberedRows.iterator(
                Long.parseLong(words[2]), Integer.parseInt(words[3]), Integer.parseInt(words[4]));
        return said(
            opened().factory().ingest(NumberedRows.TABLE, words[1], new SteppingRows(rows, steps)));
      case "files":
        return said(
            opened().factory().ingestFiles(NumberedRows.TABLE, words[1], List.of(words[2])));
      case "create":
        TestInstance.create(Path.of(words[1])).close();
        return "created";
      case "fill":
        return "filled " + fill(Path.of(words[1]), Long.parseLong(words[2]));
      case "free":
        Files.delete(Path.of(words[1]));
        return "freed";
      case "survey":
        return survey(Path.of(words[1]));
      case "snapshot":
        opened().snapshot(TestInstance.TABLE);
        return "snapshot";
      case "collect":
        return opened().collect().toString();
      default:
        throw new IOException("Not a word of this process: " + words[0]);
    }
  }

  /** Writes a file that leaves so many bytes of its disk. */
  private static long fill(Path file, long left) throws IOException {
    long bytes = Files.getFileStore(file.getParent()).getUsableSpace() - left;
    Files.write(file, new byte[Math.toIntExact(bytes)]);
    return bytes;
  }

  private static String survey(Path folder) throws IOException {
    try (TestInstance test = TestInstance.open(folder)) {
      return "rows=%d, data=%d, tmp=%d, jobs=%s"
          .formatted(
              test.rows().size(),
              test.filesBelow("data").size(),
              test.filesBelow("tmp").size(),
              test.jobs().stream().map(job -> job.status()).toList());
    }
  }

  private WatchedInstance opened() {
    return Objects.requireNonNull(instance);
  }

  private static String said(IngestResult result) {
    return (result.duplicate() ? "duplicate" : "committed") + " spills=" + result.work().spills();
  }

  private void stopAt(String point) throws IOException {
    answer("at " + point);
    lines.readLine();
  }

  private static synchronized void answer(String text) {
    System.out.println(ANSWER + text.replace('\n', ' '));
  }

  /** Every row that is asked for is a step. */
  private record SteppingRows(Iterator<Row> rows, Steps steps) implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      try {
        steps.pass("row");
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return rows.next();
    }
  }
}
