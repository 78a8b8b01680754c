package sleeper.cli.instance;

import sleeper.aws.setup.SetupReport;
import sleeper.aws.setup.SetupReport.Resource;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.TextTable;

/** Prints what was made or deleted on AWS. */
final class SetupOutput {

  private final Surroundings surroundings;

  SetupOutput(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Prints it.
   *
   * @param done a sentence that says what has been done, for people
   */
  void print(SetupReport report, String done) {
    if (surroundings.json()) {
      surroundings.print(report.toJson());
      return;
    }
    TextTable lines = new TextTable().text("what").text("name").text("");
    for (Resource resource : report.resources()) {
      lines.row(resource.kind().text(), resource.name(), resource.state().text());
    }
    lines.print(surroundings.out(), surroundings.palette());
    surroundings.out().println();
    surroundings.out().println(surroundings.palette().good("✓ ") + done);
    report.notices().forEach(surroundings::note);
  }
}
