package sleeper.cli.page;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import sleeper.cli.CommandRun;
import sleeper.cli.command.CommonOptions;
import sleeper.cli.terminal.TerminalTraits;

/**
 * Runs commands in this process for shells of this machine, one for each connection.
 *
 * <p>A shell sends texts, each with a zero after it: the number of arguments, its folder, its two
 * variables that name an instance, and the arguments. It gets a line with exit code and length of
 * what goes to standard error, then that, then what goes to standard output.
 */
final class CommandServer implements AutoCloseable {

  private final ServerSocket socket;

  private CommandServer(ServerSocket socket) {
    this.socket = socket;
  }

  static CommandServer start() throws IOException {
    CommandServer server =
        new CommandServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    daemon(server::acceptAll);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        Socket shell = socket.accept();
        daemon(() -> serve(shell));
      } catch (IOException e) {
        // Closed: the loop ends. Of anything else the shell hears that nobody answers.
      }
    }
  }

  private static void serve(Socket shell) {
    try (shell) {
      answer(
          run(new DataInputStream(new BufferedInputStream(shell.getInputStream()))),
          shell.getOutputStream());
    } catch (IOException e) {
      // The shell has gone, or hears that there is no answer.
    }
  }

  private static CommandRun run(DataInputStream request) throws IOException {
    String[] arguments = new String[Integer.parseInt(text(request))];
    Path folder = Path.of(text(request));
    Map<String, String> variables = new HashMap<>();
    variables.put(CommonOptions.FOLDER_VARIABLE, text(request));
    variables.put(CommonOptions.INSTANCE_VARIABLE, text(request));
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = text(request);
    }
    return CommandRun.run(folder, TerminalTraits.PLAIN, variables, arguments);
  }

  private static String text(DataInputStream request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int each = request.readUnsignedByte(); each != 0; each = request.readUnsignedByte()) {
      bytes.write(each);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void answer(CommandRun run, OutputStream shell) throws IOException {
    byte[] err = run.err().getBytes(StandardCharsets.UTF_8);
    shell.write("%d %d\n".formatted(run.code(), err.length).getBytes(StandardCharsets.UTF_8));
    shell.write(err);
    shell.write(run.bytes());
    shell.flush();
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "page-commands");
    thread.setDaemon(true);
    thread.start();
  }
}
