package sleeper.aws.setup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Set;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.storage.DocumentStore.Document;
import sleeper.instance.aws.InstanceFinder;
import sleeper.storage.s3.S3DocumentStore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/**
 * What a config bucket says of how far its instance has come. While {@link #MADE} is there it can
 * be used; {@link #BEING_MADE} and {@link #BEING_DELETED} are left where a setup was broken off,
 * and say that what is there is the instance's.
 */
final class SetupDocuments {

  static final String MADE = InstanceFinder.PROPERTIES;
  static final String BEING_MADE = "instance.being.made";
  static final String BEING_DELETED = "instance.being.deleted";

  private static final Set<String> MARKS = Set.of(BEING_MADE, BEING_DELETED);

  private final S3DocumentStore documents;

  SetupDocuments(S3Client client, String configBucket) {
    documents = new S3DocumentStore(client, configBucket);
  }

  static boolean isMark(String key) {
    return MARKS.contains(key);
  }

  /** Empty too if there is no such bucket. */
  Optional<InstanceProperties> read(String key) {
    try {
      return documents.read(key).map(Document::text).map(InstanceProperties::parse);
    } catch (IOException e) {
      if (e.getCause() instanceof NoSuchBucketException) {
        return Optional.empty();
      }
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a document unless there is one; returns whether there was none. */
  boolean write(String key, InstanceProperties properties) {
    try {
      return documents.create(key, properties.toText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Nothing where it is not there, nor its bucket. */
  void delete(String key) {
    try {
      documents.delete(key);
    } catch (IOException e) {
      if (!(e.getCause() instanceof NoSuchBucketException)) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
