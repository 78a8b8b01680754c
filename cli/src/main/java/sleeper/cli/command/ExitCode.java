package sleeper.cli.command;

/** What a command tells the shell. The numbers are a promise to scripts. */
public enum ExitCode {
  /** Done; a duplicate of a committed job is done, too. */
  OK(0, "done; also where the job had been ingested before"),
  /** Something failed that none of the others names, such as reading a disk. */
  FAILED(1, "failed for another reason, such as an error of the disk"),
  /** The command line cannot be understood. */
  USAGE(2, "the command line is wrong"),
  /** What was given cannot be used: a file, a row, a name, a value. */
  INVALID_INPUT(3, "a file, row, name or value that was given cannot be used"),
  /** Memory or disk budget does not suffice. */
  BUDGET_EXCEEDED(4, "the memory or disk budget is too small"),
  /** Somebody else changed the table so that this cannot be committed. */
  CONFLICT(5, "refused because of what somebody else did; nothing was committed, run it again"),
  /** Nobody knows whether the commit happened. */
  UNKNOWN(6, "it is not known whether it was committed; run it again with the same --job-id"),
  /** Stored bytes are not what they should be. */
  DAMAGED(7, "a file is damaged"),
  /** Ctrl-C; what the shell expects. */
  INTERRUPTED(130, "interrupted; nothing was committed");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number. */
  public int code() {
    return code;
  }

  /** What it means, for the help. */
  public String meaning() {
    return meaning;
  }
}
