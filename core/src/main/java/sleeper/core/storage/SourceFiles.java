package sleeper.core.storage;

import java.io.IOException;
import java.util.List;

/** Where input files come from. Thread-safe. */
public interface SourceFiles {

  /**
   * Finds the files that paths mean: a file is itself, whatever its ending; a directory means all
   * files below it, recursively, that end in {@code suffix}, in order of their names, without
   * hidden ones. {@code data} never means {@code data-old}.
   *
   * @throws sleeper.core.error.InvalidInput naming the first path that does not exist or means no
   *     file
   */
  List<SourceFile> find(List<String> paths, String suffix) throws IOException;

  /** Opens a file for reading. */
  ReadableObject open(SourceFile file) throws IOException;
}
