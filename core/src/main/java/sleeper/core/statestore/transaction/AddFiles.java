package sleeper.core.statestore.transaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sleeper.core.error.CommitRejected;
import sleeper.core.statestore.FileReference;

/**
 * Adds new files with their references. If a single one of them is known already, nothing happens:
 * the names are what makes adding them twice harmless.
 *
 * @param origin the job that wrote them, as far as it is said
 * @param files the files
 */
public record AddFiles(AddFilesOrigin origin, List<AddedFile> files) implements FileTransaction {

  /**
   * A new file.
   *
   * @param filename its name
   * @param references its references, all with its name
   */
  public record AddedFile(String filename, List<FileReference> references) {

    public AddedFile {
      references = List.copyOf(references);
    }
  }

  public AddFiles {
    files = List.copyOf(files);
  }

  /** Adds the files of these references, ordered by name. */
  public static AddFiles of(AddFilesOrigin origin, Collection<FileReference> references) {
    Map<String, List<FileReference>> byFile = new TreeMap<>();
    references.forEach(
        reference ->
            byFile.computeIfAbsent(reference.filename(), name -> new ArrayList<>()).add(reference));
    List<AddedFile> files = new ArrayList<>();
    byFile.forEach((filename, held) -> files.add(new AddedFile(filename, held)));
    return new AddFiles(origin, files);
  }

  @Override
  public TransactionType type() {
    return TransactionType.ADD_FILES;
  }

  @Override
  public void validate(FilesState state) {
    for (AddedFile added : files) {
      if (state.file(added.filename()).isPresent()) {
        throw new CommitRejected("The file is in the table already: file=" + added.filename());
      }
    }
  }

  @Override
  public void apply(FilesStateBuilder state) {
    if (files.stream().noneMatch(added -> state.file(added.filename()).isPresent())) {
      files.forEach(added -> state.add(added.filename(), added.references()));
    }
  }
}
