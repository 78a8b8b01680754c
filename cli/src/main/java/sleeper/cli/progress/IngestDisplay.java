package sleeper.cli.progress;

import java.time.Clock;
import sleeper.cli.terminal.Terminal;
import sleeper.ingest.runner.IngestListener;

/** Shows how far an ingest job is. */
public interface IngestDisplay extends IngestListener, AutoCloseable {

  /** Bars where a person watches, otherwise a line now and then. */
  static IngestDisplay on(Terminal terminal) {
    return terminal.traits().errIsTerminal()
        ? new BarDisplay(terminal.err(), terminal.traits().columns())
        : new LineDisplay(terminal.err(), Clock.systemUTC());
  }

  /** Shows nothing. */
  static IngestDisplay silent() {
    return () -> {};
  }

  /** Ends what is being shown, as it is. */
  @Override
  void close();
}
