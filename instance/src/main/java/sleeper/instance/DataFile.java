package sleeper.instance;

import java.util.List;
import java.util.OptionalLong;
import sleeper.core.statestore.FileReference;

/**
 * A data file of a version of a table.
 *
 * @param filename its name in the state store
 * @param path where other tools on this machine find it
 * @param bytes its size
 * @param references which partitions have rows in it, and how many
 * @param addedAt the transaction that added it, if that is known
 */
public record DataFile(
    String filename,
    String path,
    long bytes,
    List<FileReference> references,
    OptionalLong addedAt) {

  public DataFile {
    references = List.copyOf(references);
  }

  /** How many of its rows are in the table. */
  public long rows() {
    return references.stream().mapToLong(FileReference::numberOfRows).sum();
  }
}
