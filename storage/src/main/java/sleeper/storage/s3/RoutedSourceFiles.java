package sleeper.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;

/**
 * Input files of a command line: paths that begin with {@code s3://} or {@code s3a://} are in
 * buckets, others on this machine. The messages of jobs know buckets alone and do without it.
 */
public final class RoutedSourceFiles implements SourceFiles {

  private final SourceFiles buckets;
  private final SourceFiles local;

  /** Chooses between two. */
  public RoutedSourceFiles(SourceFiles buckets, SourceFiles local) {
    this.buckets = buckets;
    this.local = local;
  }

  @Override
  public List<SourceFile> find(List<String> paths, String suffix) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (String path : paths) {
      found.addAll(at(path).find(List.of(path), suffix));
    }
    return found;
  }

  @Override
  public ReadableObject open(SourceFile file) throws IOException {
    return at(file.name()).open(file);
  }

  private SourceFiles at(String path) {
    return SourcePaths.hasScheme(path) ? buckets : local;
  }
}
