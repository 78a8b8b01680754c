package sleeper.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Surroundings;

/** Prints what a shell needs to complete command lines. */
@Command(
    name = "completion",
    description = {
      "Print a script that makes bash and zsh complete this command.",
      "Use it with:  source <(sleeper completion)"
    })
final class CompletionCommand implements Runnable {

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    surroundings.out().print(AutoComplete.bash("sleeper", spec.root().commandLine()));
  }
}
