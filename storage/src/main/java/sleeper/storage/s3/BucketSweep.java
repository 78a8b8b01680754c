package sleeper.storage.s3;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Lists and deletes what lies below a key prefix, unfinished uploads included. */
final class BucketSweep {

  /** The most keys that S3 lists, and deletes, by one request. */
  static final int MOST_KEYS = 1000;

  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client client;
  private final String bucket;
  private final int pageKeys;

  BucketSweep(S3Client client, String bucket, int pageKeys) {
    this.client = client;
    this.bucket = bucket;
    this.pageKeys = pageKeys;
  }

  List<String> list(String prefix) throws IOException {
    try {
      Stream<String> objects =
          pages(prefix).flatMap(page -> page.contents().stream().map(S3Object::key));
      Stream<String> unfinished = unfinished(prefix).stream().map(MultipartUpload::key);
      return Stream.concat(objects, unfinished).sorted().distinct().toList();
    } catch (SdkException failure) {
      throw S3Failures.of("list objects below s3://" + bucket + "/" + prefix, failure);
    }
  }

  int deleteAll(String prefix) throws IOException {
    try {
      // Uploads first: one that ends in between leaves an object that the listing then shows.
      return abortAll(prefix) + deleteObjects(prefix);
    } catch (SdkException failure) {
      throw S3Failures.of("delete objects below s3://" + bucket + "/" + prefix, failure);
    }
  }

  private int deleteObjects(String prefix) throws IOException {
    int deleted = 0;
    for (ListObjectsV2Response page : (Iterable<ListObjectsV2Response>) pages(prefix)::iterator) {
      if (!page.contents().isEmpty()) {
        delete(page.contents());
        deleted += page.contents().size();
      }
    }
    return deleted;
  }

  private void delete(List<S3Object> objects) throws IOException {
    List<ObjectIdentifier> keys =
        objects.stream().map(each -> ObjectIdentifier.builder().key(each.key()).build()).toList();
    DeleteObjectsResponse response =
        client.deleteObjects(
            request -> request.bucket(bucket).delete(delete -> delete.quiet(true).objects(keys)));
    if (!response.errors().isEmpty()) {
      S3Error first = response.errors().get(0);
      throw new IOException(
          "Could not delete object s3://%s/%s: %s (%s); %d of %d objects were not deleted"
              .formatted(
                  bucket,
                  first.key(),
                  first.message(),
                  first.code(),
                  response.errors().size(),
                  keys.size()));
    }
  }

  private int abortAll(String prefix) {
    List<MultipartUpload> uploads = unfinished(prefix);
    for (MultipartUpload upload : uploads) {
      new ObjectParts(client, new S3Path(bucket, upload.key()), upload.uploadId()).abort();
    }
    return uploads.size();
  }

  /** Some servers that speak S3's protocol do not list uploads; then nothing can be done. */
  private List<MultipartUpload> unfinished(String prefix) {
    try {
      return client
          .listMultipartUploadsPaginator(
              request -> request.bucket(bucket).prefix(prefix).maxUploads(pageKeys))
          .uploads()
          .stream()
          .toList();
    } catch (SdkException failure) {
      if (S3Failures.hasStatus(failure, NOT_IMPLEMENTED)) {
        return List.of();
      }
      throw failure;
    }
  }

  private Stream<ListObjectsV2Response> pages(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).maxKeys(pageKeys))
        .stream();
  }
}
