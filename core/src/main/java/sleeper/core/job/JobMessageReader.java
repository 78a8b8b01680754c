package sleeper.core.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.table.TableId;
import sleeper.core.table.TableIndex;

/**
 * Reads job messages: <code>{"id","tableName"|"tableId","files":[...]}</code>. Other members are
 * ignored; {@code tableId} counts where both are there; a job without an id gets that of its
 * message, so that it has the same when the message is delivered again.
 *
 * <p>Whatever the text, the answer is a job or a rejection that can be recorded. Thread-safe.
 */
public final class JobMessageReader {

  /** The most characters of a message; SQS takes no longer ones. */
  public static final int MAX_LENGTH = 1 << 20;

  /** The most files and folders that a message may name. */
  public static final int MAX_FILES = 100_000;

  /** The most characters of a rejected message that are kept. */
  public static final int MAX_KEPT_LENGTH = 32 << 10;

  private static final int MAX_PATH_LENGTH = 4096;
  private static final int MAX_TABLE_LENGTH = 512;
  private static final int MAX_REASONS = 20;

  private final TableIndex tables;
  private final SourcePolicy policy;

  /** A reader that finds tables in an index and lets messages name what a policy allows. */
  public JobMessageReader(TableIndex tables, SourcePolicy policy) {
    this.tables = tables;
    this.policy = policy;
  }

  /**
   * Reads a message.
   *
   * @param messageId the id that the queue gave it
   * @throws java.io.UncheckedIOException if the tables cannot be looked up now
   */
  public JobMessage read(String messageId, String text) {
    if (text.length() > MAX_LENGTH) {
      return reject(messageId, null, List.of(RejectionReasons.tooLong(text.length())), text);
    }
    try {
      return check(messageId, JobMessageParser.parse(text), text);
    } catch (InvalidInput e) {
      return reject(messageId, null, List.of(RejectionReasons.notJson(e.getMessage())), text);
    }
  }

  private JobMessage check(String messageId, JobMessageMembers members, String text) {
    String id = members.id();
    String jobId = id == null || id.isBlank() ? messageId : id;
    List<String> reasons = new ArrayList<>();
    Optional<String> problem = JobIds.problem(jobId);
    problem.map(RejectionReasons::unusableId).ifPresent(reasons::add);
    Optional<TableId> table = table(members);
    if (table.isEmpty()) {
      reasons.add(RejectionReasons.TABLE_NOT_FOUND);
      return reject(problem.isEmpty() ? jobId : messageId, null, reasons, text);
    }
    List<String> paths = paths(members.files(), reasons);
    return reasons.isEmpty()
        ? new JobMessage.Accepted(new IngestJob(jobId, table.get(), paths))
        : reject(problem.isEmpty() ? jobId : messageId, table.get(), reasons, text);
  }

  private Optional<TableId> table(JobMessageMembers members) {
    if (members.tableId() != null) {
      return lookUp(members.tableId(), tables::findById);
    }
    return members.tableName() == null
        ? Optional.empty()
        : lookUp(members.tableName(), tables::findByName);
  }

  /** Stores have limits to the keys that they look for. */
  private static Optional<TableId> lookUp(String text, Function<String, Optional<TableId>> index) {
    return text.isBlank() || text.length() > MAX_TABLE_LENGTH
        ? Optional.empty()
        : index.apply(text);
  }

  /** The paths to read, without checksums that Hadoop leaves beside files; else reasons. */
  private List<String> paths(@Nullable List<@Nullable String> files, List<String> reasons) {
    if (files == null) {
      reasons.add(RejectionReasons.MISSING_FILES);
      return List.of();
    }
    List<String> paths = new ArrayList<>();
    for (String file : files) {
      if (file == null) {
        reasons.add(RejectionReasons.NULL_FILE);
        return List.of();
      } else if (!file.endsWith(".crc")) {
        paths.add(file);
      }
    }
    addProblems(paths, reasons);
    return paths;
  }

  private void addProblems(List<String> paths, List<String> reasons) {
    if (paths.isEmpty()) {
      reasons.add(RejectionReasons.NO_FILES);
    } else if (paths.size() > MAX_FILES) {
      reasons.add(RejectionReasons.tooManyFiles(paths.size()));
    } else {
      paths.stream()
          .flatMap(path -> problemOf(path).stream())
          .limit(MAX_REASONS)
          .forEach(reasons::add);
    }
  }

  /** Why a message must not name a path, as a sentence. */
  private Optional<String> problemOf(String path) {
    return refusal(path).map(why -> RejectionReasons.pathNotAllowed(path, why));
  }

  private Optional<String> refusal(String path) {
    if (path.isBlank()) {
      return Optional.of("is empty");
    } else if (path.length() > MAX_PATH_LENGTH) {
      return Optional.of("has more than " + MAX_PATH_LENGTH + " characters");
    } else if (List.of(path.split("/", -1)).contains("..")) {
      return Optional.of("has \"..\" in it");
    }
    return policy.refusal(path);
  }

  private static JobMessage reject(
      String jobId, @Nullable TableId table, List<String> reasons, String text) {
    String kept = JobMessageText.cut(text, MAX_KEPT_LENGTH);
    return new JobMessage.Rejected(jobId, table, reasons, kept);
  }

  /** The rejection of a message that was accepted before its paths were looked for. */
  public static JobMessage.Rejected rejected(IngestJob job, List<String> reasons, String text) {
    return new JobMessage.Rejected(
        job.id(), job.table(), reasons, JobMessageText.cut(text, MAX_KEPT_LENGTH));
  }
}
