package sleeper.cli.job;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.Palette;
import sleeper.cli.terminal.TextTable;
import sleeper.cli.terminal.Times;

/** Jobs as a table with a line above that counts them. */
final class JobTable {

  private static final int NOTES_ON_TERMINAL = 60;
  private static final String MORE = "…";

  private final Palette palette;
  private final boolean seen;

  JobTable(Surroundings surroundings) {
    palette = surroundings.palette();
    seen = surroundings.terminal().traits().outIsTerminal();
  }

  void print(PrintStream out, List<JobView> jobs) {
    out.println(summary(jobs));
    out.println();
    TextTable lines =
        new TextTable()
            .text("table")
            .text("job")
            .text("status")
            .text("since")
            .number("took")
            .number("rows")
            .text("notes");
    for (JobView job : jobs) {
      lines.row(
          JobText.table(job),
          job.jobId(),
          job.standing().word(),
          Times.show(job.since()),
          job.duration().map(Human::duration).orElse(""),
          JobText.rows(job),
          shortened(JobText.notes(job)));
    }
    lines.print(out, palette);
  }

  /** What a person wants to know first. */
  String summary(List<JobView> jobs) {
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    jobs.forEach(job -> counts.merge(job.standing(), 1, Integer::sum));
    return counts.entrySet().stream()
        .map(
            each ->
                each.getKey()
                    .styled(palette, Human.count(each.getValue()) + " " + each.getKey().word()))
        .collect(Collectors.joining(", "));
  }

  /** One line for each job where a person looks; all of it where a program may. */
  private String shortened(String notes) {
    String line = notes.lines().findFirst().orElse("");
    return seen && line.length() > NOTES_ON_TERMINAL
        ? line.substring(0, NOTES_ON_TERMINAL - 1) + MORE
        : line;
  }
}
