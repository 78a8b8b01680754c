package sleeper.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where a command writes: results to {@link #out}, everything said about the work to {@link #err}.
 * Both are UTF-8.
 */
public final class Terminal {

  private final CheckedStream bytes;
  private final PrintStream out;
  private final PrintStream err;
  private final TerminalTraits traits;

  public Terminal(OutputStream out, OutputStream err, TerminalTraits traits) {
    this.bytes = new CheckedStream(out);
    this.out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    this.traits = traits;
  }

  /** The streams of this process. */
  public static Terminal system(Map<String, String> environment) {
    return new Terminal(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        TerminalTraits.detect(environment));
  }

  /** For results; flushed when the command ends. */
  public PrintStream out() {
    return out;
  }

  /**
   * The same without a buffer, for many bytes; reports what goes wrong, as {@link #out} does not.
   */
  public OutputStream bytes() {
    return bytes;
  }

  /**
   * Writes out what was printed.
   *
   * @throws IOException if any of it could not be written, now or earlier
   */
  public void finish() throws IOException {
    out.flush();
    bytes.check();
  }

  /** For progress, notes and errors. */
  public PrintStream err() {
    return err;
  }

  /** What is at the other end of the streams. */
  public TerminalTraits traits() {
    return traits;
  }

  /** The styles of text on {@link #out}. */
  public Palette outPalette() {
    return Palette.of(traits.outIsTerminal() && traits.colours());
  }

  /** The styles of text on {@link #err}. */
  public Palette errPalette() {
    return Palette.of(traits.errIsTerminal() && traits.colours());
  }
}
