package sleeper.storage.s3;

import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** The requests of one object that is uploaded in parts. Throws what the client does. */
final class ObjectParts {

  private final S3Client client;
  private final S3Path path;
  private final String id;

  ObjectParts(S3Client client, S3Path path, String id) {
    this.client = client;
    this.path = path;
    this.id = id;
  }

  static ObjectParts start(S3Client client, S3Path path) {
    String id =
        client
            .createMultipartUpload(
                request ->
                    request
                        .bucket(path.bucket())
                        .key(path.key())
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    return new ObjectParts(client, path, id);
  }

  CompletedPart upload(int number, Part part) {
    String crc = part.crc();
    String tag =
        client
            .uploadPart(
                request ->
                    request
                        .bucket(path.bucket())
                        .key(path.key())
                        .uploadId(id)
                        .partNumber(number)
                        .checksumCRC32(crc),
                part.body())
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).checksumCRC32(crc).build();
  }

  /** Makes the object of its parts unless there is one, if they have the checksum of the whole. */
  void complete(List<CompletedPart> parts, String crc) {
    client.completeMultipartUpload(
        request ->
            request
                .bucket(path.bucket())
                .key(path.key())
                .uploadId(id)
                .ifNoneMatch("*")
                .checksumType(ChecksumType.FULL_OBJECT)
                .checksumCRC32(crc)
                .multipartUpload(upload -> upload.parts(parts)));
  }

  /** Gives up the upload; one that is over is no error. */
  void abort() {
    try {
      client.abortMultipartUpload(
          request -> request.bucket(path.bucket()).key(path.key()).uploadId(id));
    } catch (NoSuchUploadException over) {
      return;
    } catch (SdkException failure) {
      if (!S3Failures.hasStatus(failure, S3Failures.NOT_FOUND)) {
        throw failure;
      }
    }
  }
}
