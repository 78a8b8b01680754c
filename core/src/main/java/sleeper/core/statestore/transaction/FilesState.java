package sleeper.core.statestore.transaction;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a table after a number of file transactions. Immutable.
 *
 * <p>A file stays here, without references, until a transaction says that it was deleted. Files
 * that were cleared are forgotten by every reader of the log but kept aside, so that they can still
 * be found and collected.
 */
public final class FilesState {

  private static final FilesState EMPTY =
      new FilesState(new FilesStateBuilder.Parts(0, 0, 0), Map.of(), Map.of());

  private final FilesStateBuilder.Parts parts;
  private final Map<String, TrackedFile> files;
  private final Map<String, TrackedFile> cleared;

  FilesState(
      FilesStateBuilder.Parts parts,
      Map<String, TrackedFile> files,
      Map<String, TrackedFile> cleared) {
    this.parts = parts;
    this.files = files;
    this.cleared = cleared;
  }

  /** The state before the first transaction. */
  public static FilesState empty() {
    return EMPTY;
  }

  /** The number of the last transaction in it, 0 before the first. */
  public long number() {
    return parts.number();
  }

  /**
   * Which life of the table this is: the number of the transaction that last cleared it, 0 before.
   * What was started in an earlier life must not commit in a later one.
   */
  public long life() {
    return parts.life();
  }

  /** The earliest version all of whose files have not been deleted, as far as is known. */
  public long earliestReadable() {
    return parts.earliestReadable();
  }

  /** A file, if it is known: referenced, or not yet collected. */
  public Optional<TrackedFile> file(String filename) {
    return Optional.ofNullable(files.get(filename));
  }

  /** A file that was cleared and has not been collected, if there is one of that name. */
  public Optional<TrackedFile> clearedFile(String filename) {
    return Optional.ofNullable(cleared.get(filename));
  }

  /** All known files, in no order. */
  public Collection<TrackedFile> files() {
    return Collections.unmodifiableCollection(files.values());
  }

  /** All files that were cleared and not yet collected, in no order. */
  public Collection<TrackedFile> clearedFiles() {
    return Collections.unmodifiableCollection(cleared.values());
  }

  /** The files that have had no reference since a time or longer, cleared ones among them. */
  public Stream<TrackedFile> unreferencedSince(Instant time) {
    return Stream.concat(files.values().stream(), cleared.values().stream())
        .filter(file -> file.references().isEmpty() && !file.updateTime().isAfter(time));
  }

  /** A builder that starts from this state, which stays as it is. */
  public FilesStateBuilder toBuilder() {
    return new FilesStateBuilder(parts, files, cleared);
  }

  /** This state after one more transaction. */
  public FilesState apply(long number, Instant updateTime, FileTransaction transaction) {
    return toBuilder().apply(number, updateTime, transaction).build();
  }

  /** Two states are equal if they hold the same files after the same transactions. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FilesState that
        && parts.equals(that.parts)
        && files.equals(that.files)
        && cleared.equals(that.cleared);
  }

  @Override
  public int hashCode() {
    return 31 * parts.hashCode() + files.hashCode();
  }

  @Override
  public String toString() {
    return "FilesState["
        + parts
        + ", files="
        + files.values()
        + ", cleared="
        + cleared.keySet()
        + "]";
  }
}
