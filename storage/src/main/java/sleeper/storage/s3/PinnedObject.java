package sleeper.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import sleeper.core.storage.ByteRange;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Ranges of one version of an object. A range that arrives incomplete is asked for again.
 *
 * @param client sends the requests
 * @param path where the object is
 * @param tag the entity tag of the version
 * @param length its bytes
 */
record PinnedObject(S3Client client, S3Path path, String tag, long length) {

  /**
   * Reads ranges, in order, from one request that spans them all, one behind the other into an
   * array.
   *
   * @throws IOException if the object was replaced
   * @throws NoSuchFileException if it was deleted
   */
  void read(List<ByteRange> ranges, byte[] target, int offset) throws IOException {
    long start = ranges.get(0).start();
    long end = ranges.get(ranges.size() - 1).end();
    try {
      client.getObject(
          request ->
              request
                  .bucket(path.bucket())
                  .key(path.key())
                  .ifMatch(tag)
                  .range("bytes=%d-%d".formatted(start, end - 1)),
          new Copy(start, end, ranges, target, offset));
    } catch (SdkException failure) {
      throw failed(path, failure);
    }
  }

  /** What went wrong when an object was read. */
  static IOException failed(S3Path path, SdkException failure) {
    if (S3Failures.hasStatus(failure, S3Failures.PRECONDITION_FAILED)) {
      return new IOException(
          "Object %s was replaced after it was found; read it again from its start".formatted(path),
          failure);
    }
    if (S3Failures.isNoSuchKey(failure)) {
      NoSuchFileException missing = new NoSuchFileException(path.name());
      missing.initCause(failure);
      return missing;
    }
    return S3Failures.of("read object " + path, failure);
  }

  /** Copies the ranges out of a body and passes over what lies between them. */
  private record Copy(long start, long end, List<ByteRange> ranges, byte[] target, int offset)
      implements ResponseTransformer<GetObjectResponse, Boolean> {

    @Override
    public Boolean transform(GetObjectResponse response, AbortableInputStream body) {
      String expected = "bytes %d-%d/".formatted(start, end - 1);
      String found = String.valueOf(response.contentRange());
      if (!found.startsWith(expected)) {
        throw RetryableException.create(
            "S3 answered with %s where %s was asked for".formatted(found, expected));
      }
      try {
        copy(body);
      } catch (IOException cut) {
        throw RetryableException.create("The answer ended too early: " + cut.getMessage(), cut);
      }
      return true;
    }

    private void copy(InputStream body) throws IOException {
      long position = start;
      int to = offset;
      for (ByteRange range : ranges) {
        body.skipNBytes(range.start() - position);
        int count = (int) range.length();
        if (body.readNBytes(target, to, count) < count) {
          throw new EOFException("fewer bytes than it said");
        }
        position = range.end();
        to += count;
      }
    }
  }
}
