package sleeper.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Opens objects by one request that tells their length and version and gives their end, where
 * Parquet has its footer.
 *
 * @param client sends the requests
 * @param executor fetches ahead
 * @param tailBytes how much of the end is read
 */
record ObjectReads(S3Client client, Executor executor, int tailBytes) {

  private static final int UNSATISFIABLE = 416;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  /** Opens an object as it is. */
  S3ReadableObject open(S3Path path) throws IOException {
    return openVersion(path, null);
  }

  /** Opens a version of an object; another one is an error. */
  S3ReadableObject open(S3Path path, String tag) throws IOException {
    return openVersion(path, tag);
  }

  private S3ReadableObject openVersion(S3Path path, @Nullable String tag) throws IOException {
    try {
      Tail tail =
          client.getObject(
              request ->
                  request
                      .bucket(path.bucket())
                      .key(path.key())
                      .ifMatch(tag)
                      .range("bytes=-" + tailBytes),
              (response, body) -> tail(response, body));
      return opened(path, tail);
    } catch (SdkException failure) {
      if (S3Failures.hasStatus(failure, UNSATISFIABLE)) {
        return openEmpty(path, tag, failure);
      }
      throw PinnedObject.failed(path, failure);
    }
  }

  /** There is no last byte of an object that has none, which is an error to S3. */
  private S3ReadableObject openEmpty(S3Path path, @Nullable String tag, SdkException unsatisfiable)
      throws IOException {
    try {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket(path.bucket()).key(path.key()).ifMatch(tag));
      if (head.contentLength() != 0) {
        throw PinnedObject.failed(path, unsatisfiable);
      }
      return opened(path, new Tail(head.eTag(), 0, new byte[0]));
    } catch (SdkException failure) {
      throw PinnedObject.failed(path, failure);
    }
  }

  private S3ReadableObject opened(S3Path path, Tail tail) {
    PinnedObject object = new PinnedObject(client, path, tail.tag, tail.length);
    return new S3ReadableObject(object, executor, tail.bytes);
  }

  private Tail tail(GetObjectResponse response, InputStream body) {
    Matcher range = CONTENT_RANGE.matcher(String.valueOf(response.contentRange()));
    if (!range.matches()) {
      throw SdkClientException.create("S3 did not say which bytes it sent");
    }
    long count = Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) + 1;
    long length = Long.parseLong(range.group(3));
    if (count != Math.min(length, tailBytes)) {
      throw SdkClientException.create(
          "S3 sent %d bytes of the end where %d were asked for".formatted(count, tailBytes));
    }
    try {
      byte[] bytes = body.readNBytes((int) count);
      if (bytes.length < count) {
        throw RetryableException.create("The answer ended too early");
      }
      return new Tail(response.eTag(), length, bytes);
    } catch (IOException cut) {
      throw RetryableException.create("The answer ended too early: " + cut.getMessage(), cut);
    }
  }

  private record Tail(String tag, long length, byte[] bytes) {}
}
