package sleeper.storage.s3;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.ObjectKeys;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Texts in one bucket, in UTF-8. A version is an entity tag, so a text that is changed back has its
 * version of before. S3 checks a condition (If-None-Match, If-Match) and writes in one step. Of
 * servers that speak its protocol, S3Proxy does so for the first alone: there, two changes of one
 * text at the same moment may both seem to succeed.
 *
 * <p>Where the answer to a change is lost, the text that is there then tells: if it is ours, the
 * change succeeded, even if somebody else has written the same.
 */
public final class S3DocumentStore implements DocumentStore {

  private final S3Client client;
  private final String bucket;

  /**
   * Texts in a bucket, which must exist.
   *
   * @param client stays open
   */
  public S3DocumentStore(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public Optional<Document> read(String key) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> object =
          client.getObjectAsBytes(request -> request.bucket(bucket).key(ObjectKeys.checked(key)));
      return Optional.of(
          new Document(object.asString(StandardCharsets.UTF_8), object.response().eTag()));
    } catch (SdkException failure) {
      if (S3Failures.isNoSuchKey(failure)) {
        return Optional.empty();
      }
      throw S3Failures.of("read " + at(key), failure);
    }
  }

  @Override
  public boolean create(String key, String text) throws IOException {
    return put(key, text, request -> request.ifNoneMatch("*"));
  }

  @Override
  public boolean replace(String key, String text, String version) throws IOException {
    return put(key, text, request -> request.ifMatch(version));
  }

  @Override
  public void delete(String key) throws IOException {
    try {
      client.deleteObject(request -> request.bucket(bucket).key(ObjectKeys.checked(key)));
    } catch (SdkException failure) {
      throw S3Failures.of("delete " + at(key), failure);
    }
  }

  private boolean put(String key, String text, Consumer<PutObjectRequest.Builder> condition)
      throws IOException {
    try {
      client.putObject(
          request -> condition.accept(request.bucket(bucket).key(ObjectKeys.checked(key))),
          RequestBody.fromString(text, StandardCharsets.UTF_8));
      return true;
    } catch (SdkException failure) {
      return settle(key, text, failure);
    }
  }

  /** Finds out whether a change that failed was made after all, or why not. */
  private boolean settle(String key, String text, SdkException failure) throws IOException {
    boolean isRefused =
        S3Failures.hasStatus(failure, S3Failures.PRECONDITION_FAILED)
            || S3Failures.isNoSuchKey(failure);
    if (S3Failures.mayHaveSucceeded(failure) && isThere(key, text, failure)) {
      return true;
    }
    if (isRefused) {
      return false;
    }
    throw S3Failures.of("write " + at(key), failure);
  }

  private boolean isThere(String key, String text, SdkException failure) throws IOException {
    try {
      return read(key).filter(document -> document.text().equals(text)).isPresent();
    } catch (IOException unseen) {
      IOException unknown = S3Failures.of("write " + at(key), failure);
      unknown.addSuppressed(unseen);
      throw unknown;
    }
  }

  private String at(String key) {
    return "document " + new S3Path(bucket, key);
  }
}
