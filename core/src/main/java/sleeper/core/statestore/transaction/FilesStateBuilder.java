package sleeper.core.statestore.transaction;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sleeper.core.statestore.FileReference;

/**
 * Applies transactions to the files of a table, one after another. For one thread.
 *
 * <p>The maps are copied at most once, however many transactions are applied, and not at all if
 * none changes anything.
 */
public final class FilesStateBuilder {

  /**
   * What a state knows beside its files.
   *
   * @param number the last transaction
   * @param life the transaction that last cleared the table
   * @param earliestReadable the earliest version whose files are all there
   */
  public record Parts(long number, long life, long earliestReadable) {}

  private Parts parts;
  private Instant time = Instant.EPOCH;
  private Map<String, TrackedFile> files;
  private Map<String, TrackedFile> cleared;
  private boolean owned;

  FilesStateBuilder(Parts parts, Map<String, TrackedFile> files, Map<String, TrackedFile> cleared) {
    this.parts = parts;
    this.files = files;
    this.cleared = cleared;
  }

  /** Starts a state from what a snapshot holds; files are added by {@link #restore}. */
  public static FilesStateBuilder from(Parts parts) {
    return new FilesStateBuilder(parts, Map.of(), Map.of());
  }

  /** Puts back a file as it was. */
  public void restore(TrackedFile file) {
    own();
    files.put(file.filename(), file);
  }

  /** Puts back a file that was cleared and not yet collected. */
  public void restoreCleared(TrackedFile file) {
    own();
    cleared.put(file.filename(), file);
  }

  /** Applies the next transaction. */
  public FilesStateBuilder apply(long number, Instant updateTime, FileTransaction transaction) {
    parts = new Parts(number, parts.life(), parts.earliestReadable());
    time = updateTime;
    transaction.apply(this);
    return this;
  }

  /** The state after all that was applied. The builder is not used any more. */
  public FilesState build() {
    return new FilesState(parts, files, cleared);
  }

  Optional<TrackedFile> file(String filename) {
    return Optional.ofNullable(files.get(filename));
  }

  /** Adds a new file; its references replace nothing. */
  void add(String filename, List<FileReference> references) {
    long number = parts.number();
    FileHistory history =
        new FileHistory(number, references.isEmpty() ? number : FileHistory.UNKNOWN);
    List<TimedReference> timed =
        references.stream().map(reference -> new TimedReference(reference, time)).toList();
    own();
    cleared.remove(filename);
    files.put(filename, new TrackedFile(filename, time, timed, history));
  }

  /** Adds a reference, in place of one in the same partition, to a known file. */
  void addReference(FileReference reference) {
    change(reference.filename(), file -> file.withReference(new TimedReference(reference, time)));
  }

  /** Removes the reference in a partition of a known file. */
  void removeReference(String filename, String partitionId) {
    change(filename, file -> file.withoutReference(partitionId, time, parts.number()));
  }

  /** Gives a reference to a job. */
  void assign(String filename, String partitionId, String jobId) {
    change(
        filename,
        file ->
            file.references().stream()
                .filter(held -> held.partitionId().equals(partitionId))
                .findFirst()
                .map(held -> file.withReference(held.withJobId(jobId, time)))
                .orElse(file));
  }

  /** Forgets a file that was deleted; versions that need it cannot be read any more. */
  void remove(String filename) {
    own();
    TrackedFile file = files.remove(filename);
    TrackedFile removed = file != null ? file : cleared.remove(filename);
    if (removed != null) {
      long releasedAt = removed.history().releasedAt();
      long earliest = releasedAt == FileHistory.UNKNOWN ? parts.number() : releasedAt;
      parts = new Parts(parts.number(), parts.life(), Math.max(parts.earliestReadable(), earliest));
    }
  }

  /** Sets all files aside and starts a new life of the table. */
  void clear() {
    own();
    for (TrackedFile file : files.values()) {
      cleared.put(file.filename(), file.released(time, parts.number()));
    }
    files = new HashMap<>();
    parts = new Parts(parts.number(), parts.number(), parts.earliestReadable());
  }

  private void change(String filename, UnaryOperator<TrackedFile> change) {
    TrackedFile file = files.get(filename);
    if (file != null) {
      own();
      files.put(filename, change.apply(file));
    }
  }

  private void own() {
    if (!owned) {
      files = new HashMap<>(files);
      cleared = new HashMap<>(cleared);
      owned = true;
    }
  }
}
