package sleeper.storage.s3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Input files in any buckets that the client may read. A path is {@code bucket/key}, {@code
 * s3://bucket/key} or {@code s3a://bucket/key}; the name of a file is always the second, so that a
 * job is the same however its files are spelled. Versions are entity tags.
 *
 * <p>A key that is there is a file. Otherwise the path is a directory: {@code data} means all keys
 * below {@code data/}; a bucket alone means all of it. Keys with a segment below the directory that
 * begins with a dot or an underscore are left out, and so are checksum files that end in {@code
 * .crc}.
 */
public final class S3SourceFiles implements SourceFiles {

  /** Enough for any job that a person means; a job names each of its files in its records. */
  public static final int DEFAULT_MOST_FILES = 100_000;

  private static final int TAIL_BYTES = S3StoreSettings.DEFAULT.tailBytes();

  private final S3Client client;
  private final ObjectReads reads;
  private final int mostFiles;

  /**
   * Input files in buckets.
   *
   * @param client stays open
   * @param executor fetches bytes ahead; it may have few threads, or be busy
   * @param mostFiles how many files the paths of one call may mean at most
   */
  public S3SourceFiles(S3Client client, Executor executor, int mostFiles) {
    this.client = client;
    reads = new ObjectReads(client, executor, TAIL_BYTES);
    this.mostFiles = mostFiles;
  }

  @Override
  public List<SourceFile> find(List<String> paths, String suffix) throws IOException {
    List<SourceFile> found = new ArrayList<>();
    for (String path : paths) {
      found.addAll(findOne(path, suffix, mostFiles - found.size()));
    }
    return found;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IOException if it is not there any more, or was replaced since it was found
   */
  @Override
  public ReadableObject open(SourceFile file) throws IOException {
    return reads.open(SourcePaths.parse(file.name()), file.version());
  }

  private List<SourceFile> findOne(String text, String suffix, int most) throws IOException {
    S3Path path = SourcePaths.parse(text);
    try {
      Optional<SourceFile> file = file(path);
      List<SourceFile> found = file.isPresent() ? List.of(file.get()) : below(path, suffix, most);
      if (found.size() > most) {
        throw new InvalidInput(
            "Input %s brings the files of the job to more than %d; give it to several jobs"
                .formatted(text, mostFiles));
      }
      return found;
    } catch (SdkException failure) {
      if (S3Failures.hasCode(failure, "NoSuchBucket")) {
        throw new InvalidInput(
            "Input %s does not exist: there is no bucket %s".formatted(text, path.bucket()),
            failure);
      }
      throw S3Failures.of("look for input " + path, failure);
    }
  }

  private Optional<SourceFile> file(S3Path path) {
    if (path.key().isEmpty() || path.key().endsWith("/")) {
      return Optional.empty();
    }
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(path.bucket()).key(path.key()));
      return Optional.of(
          new SourceFile(path.name(), head.contentLength(), versionOf(path, head.eTag())));
    } catch (SdkException failure) {
      if (S3Failures.hasStatus(failure, S3Failures.NOT_FOUND)) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** The files below a directory, and no more than one too many. */
  private List<SourceFile> below(S3Path path, String suffix, int most) {
    String directory =
        path.key().isEmpty() || path.key().endsWith("/") ? path.key() : path.key() + "/";
    boolean isThere = false;
    List<SourceFile> found = new ArrayList<>();
    for (S3Object object :
        client
            .listObjectsV2Paginator(request -> request.bucket(path.bucket()).prefix(directory))
            .contents()) {
      isThere = true;
      if (SourcePaths.isInput(object.key(), directory, suffix)) {
        found.add(sourceFile(path.bucket(), object));
      }
      if (found.size() > most) {
        break;
      }
    }
    if (found.isEmpty()) {
      throw new InvalidInput(
          isThere
              ? "Input folder %s has no files that end in %s in it".formatted(path, suffix)
              : "Input %s does not exist".formatted(path));
    }
    found.sort(Comparator.comparing(SourceFile::name));
    return found;
  }

  private static SourceFile sourceFile(String bucket, S3Object object) {
    S3Path path = new S3Path(bucket, object.key());
    return new SourceFile(path.name(), object.size(), versionOf(path, object.eTag()));
  }

  /** S3 gives each object one; something that does not cannot tell whether it was replaced. */
  private static String versionOf(S3Path path, @Nullable String entityTag) {
    if (entityTag == null) {
      throw new InvalidInput(
          "Input %s has no entity tag: the server is not compatible with S3, or the object was not put there through it"
              .formatted(path));
    }
    return entityTag;
  }
}
