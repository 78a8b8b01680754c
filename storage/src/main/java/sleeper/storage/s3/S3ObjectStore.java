package sleeper.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import sleeper.core.storage.ObjectKeys;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Keeps objects in one bucket. The filename of an object is its URL with Sleeper's scheme, {@code
 * s3a://bucket/key}; {@code s3://} is understood as well.
 *
 * <p>Written are an object's bytes once, unless there is one of that name, with checksums that S3
 * verifies. Read are ranges of it, all of the object that was opened: one that was replaced is an
 * error. Requests are repeated by the client, which {@link S3Clients} sets up.
 *
 * <p>Memory: {@link #bytesPerWriter} for each object that is written, and at most as much as four
 * parts that wait to be used again. An object that is read takes the end that was read when it was
 * opened, and what its reader lets it fetch ahead.
 */
public final class S3ObjectStore implements ObjectStore {

  private static final int PARTS_PER_WRITER = 2;
  private static final int IDLE_PARTS = 4;

  private final S3Client client;
  private final String bucket;
  private final S3StoreSettings settings;
  private final Uploads uploads;
  private final ObjectReads reads;
  private final BucketSweep sweep;

  /**
   * A store in a bucket, which must exist.
   *
   * @param client stays open
   * @param executor moves bytes in the background. It may have few threads, or be busy: what it has
   *     no thread for is done by the threads that wait for it
   */
  public S3ObjectStore(
      S3Client client, String bucket, S3StoreSettings settings, Executor executor) {
    this.client = client;
    this.bucket = bucket;
    this.settings = settings;
    ChunkPool pool = new ChunkPool((long) IDLE_PARTS * settings.partBytes());
    uploads = new Uploads(client, executor, pool, settings.partBytes());
    reads = new ObjectReads(client, executor, settings.tailBytes());
    sweep = new BucketSweep(client, bucket, BucketSweep.MOST_KEYS);
  }

  @Override
  public String filenameOf(String key) {
    return settings.filesystem() + bucket + "/" + ObjectKeys.checked(key);
  }

  @Override
  public String externalName(String filename) {
    return locate(filename).name();
  }

  @Override
  public long bytesPerWriter() {
    return (long) PARTS_PER_WRITER * settings.partBytes();
  }

  @Override
  public ObjectWriter create(String key) {
    return new S3ObjectWriter(uploads, new S3Path(bucket, ObjectKeys.checked(key)));
  }

  @Override
  public ReadableObject open(String filename) throws IOException {
    return reads.open(locate(filename));
  }

  @Override
  public void delete(String filename) throws IOException {
    S3Path path = locate(filename);
    try {
      client.deleteObject(request -> request.bucket(bucket).key(path.key()));
    } catch (SdkException failure) {
      throw S3Failures.of("delete object " + path, failure);
    }
  }

  /** {@inheritDoc} Unfinished uploads are among them. */
  @Override
  public List<String> list(String keyPrefix) throws IOException {
    return sweep.list(ObjectKeys.checkedPrefix(keyPrefix));
  }

  /**
   * {@inheritDoc} Unfinished uploads are aborted and counted.
   *
   * @throws IOException naming a key that could not be deleted; others may have been
   */
  @Override
  public int deleteAll(String keyPrefix) throws IOException {
    return sweep.deleteAll(ObjectKeys.checkedPrefix(keyPrefix));
  }

  private S3Path locate(String filename) {
    for (String scheme : List.of(settings.filesystem(), "s3a://", "s3://")) {
      String start = scheme + bucket + "/";
      if (filename.startsWith(start)) {
        return new S3Path(bucket, ObjectKeys.checked(filename.substring(start.length())));
      }
    }
    throw new IllegalArgumentException(
        "Not a file of bucket %s: file=%s".formatted(bucket, filename));
  }
}
