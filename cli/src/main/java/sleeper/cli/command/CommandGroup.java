package sleeper.cli.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word before the names of several commands, which says nothing to do by itself. */
public abstract class CommandGroup implements Runnable {

  private final String what;

  @Spec private CommandSpec spec;

  /**
   * A group.
   *
   * @param what what its commands do something with, such as "a table"
   */
  protected CommandGroup(String what) {
    this.what = what;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "What to do with %s is missing: %s"
            .formatted(what, String.join(", ", spec.subcommands().keySet())));
  }
}
