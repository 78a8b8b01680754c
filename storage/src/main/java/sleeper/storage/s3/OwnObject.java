package sleeper.storage.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * How an object that was just written is recognized when the answer to its last request was lost.
 *
 * @param length its bytes
 * @param crc the CRC-32 of the whole, which S3 keeps
 * @param tag its entity tag, for stores that keep no checksums; may have no text
 */
record OwnObject(long length, String crc, String tag) {

  /** Looks whether the object is there, and this one. */
  boolean isAt(S3Client client, S3Path path, SdkException failure) throws IOException {
    try {
      return matches(
          client.headObject(
              request ->
                  request
                      .bucket(path.bucket())
                      .key(path.key())
                      .checksumMode(ChecksumMode.ENABLED)));
    } catch (SdkException unseen) {
      if (S3Failures.hasStatus(unseen, S3Failures.NOT_FOUND)) {
        return false;
      }
      IOException unknown = S3Failures.of("write object " + path, failure);
      unknown.addSuppressed(unseen);
      throw unknown;
    }
  }

  private boolean matches(HeadObjectResponse found) {
    if (found.contentLength() != length) {
      return false;
    }
    if (found.checksumCRC32() != null && found.checksumType() != ChecksumType.COMPOSITE) {
      return found.checksumCRC32().equals(crc);
    }
    return !tag.isEmpty() && Checksums.unquoted(found.eTag()).equals(tag);
  }
}
