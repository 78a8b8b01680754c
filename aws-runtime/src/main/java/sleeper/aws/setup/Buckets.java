package sleeper.aws.setup;

import java.util.List;
import java.util.function.Predicate;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.core.error.InvalidInput;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Makes, empties and deletes buckets. Everything can be repeated. */
final class Buckets {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final S3Client client;
  private final SetupNotes notes;

  Buckets(S3Client client, SetupNotes notes) {
    this.client = client;
    this.notes = notes;
  }

  /**
   * Makes a bucket unless it is there, and protects it.
   *
   * @throws InvalidInput if the name is another account's
   */
  void make(String bucket) {
    if (isThere(bucket) || !created(bucket)) {
      notes.wasThere(Kind.BUCKET, bucket);
    } else {
      notes.made(Kind.BUCKET, bucket);
    }
    new BucketProtection(client, notes).protect(bucket);
  }

  /** Whether there is such a bucket, and it may be used. */
  boolean isThere(String bucket) {
    try {
      client.headBucket(request -> request.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw new InvalidInput(
          ("Bucket %s cannot be used (status %d): it belongs to another account or is in another"
                  + " region, or the credentials do not allow it; names of buckets are taken in all"
                  + " of AWS, so choose another instance id if it is not yours")
              .formatted(bucket, e.statusCode()),
          e);
    } catch (SdkException e) {
      throw SetupFailures.failed("Bucket %s could not be looked for".formatted(bucket), e);
    }
  }

  /** Whether there is such a bucket with anything in it. */
  boolean hasObjects(String bucket) {
    try {
      return !client.listObjectsV2(list -> list.bucket(bucket).maxKeys(1)).contents().isEmpty();
    } catch (NoSuchBucketException missing) {
      return false;
    } catch (SdkException e) {
      throw SetupFailures.failed("Bucket %s could not be listed".formatted(bucket), e);
    }
  }

  /**
   * Deletes the objects of a bucket that is there, but for those whose keys are to be kept.
   *
   * @throws java.io.UncheckedIOException if one cannot be deleted
   */
  void empty(String bucket, Predicate<String> isKept) {
    try {
      for (ListObjectsV2Response page :
          client.listObjectsV2Paginator(list -> list.bucket(bucket))) {
        delete(
            bucket, page.contents().stream().map(S3Object::key).filter(isKept.negate()).toList());
      }
    } catch (NoSuchBucketException gone) {
      return;
    } catch (SdkException e) {
      throw SetupFailures.failed("Bucket %s could not be emptied".formatted(bucket), e);
    }
  }

  /**
   * Deletes a bucket that has been emptied; one that is not there is no error.
   *
   * @throws InvalidInput if it is not empty after all
   */
  void delete(String bucket) {
    try {
      client.deleteBucket(request -> request.bucket(bucket));
      notes.deleted(Kind.BUCKET, bucket);
    } catch (S3Exception e) {
      if (e.statusCode() == CONFLICT) {
        throw new InvalidInput(
            ("Bucket %s cannot be deleted, as it is not empty: something writes to it, or keeps old"
                    + " versions of objects; stop that, delete the versions and run it again")
                .formatted(bucket),
            e);
      } else if (e.statusCode() != NOT_FOUND) {
        throw SetupFailures.failed("Bucket %s could not be deleted".formatted(bucket), e);
      }
    } catch (SdkException e) {
      throw SetupFailures.failed("Bucket %s could not be deleted".formatted(bucket), e);
    }
  }

  /** False if somebody else made it at the same time. */
  private boolean created(String bucket) {
    try {
      client.createBucket(request -> request.bucket(bucket));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == CONFLICT && isThere(bucket)) {
        return false;
      }
      throw SetupFailures.failed("Bucket %s could not be made".formatted(bucket), e);
    } catch (SdkException e) {
      throw SetupFailures.failed("Bucket %s could not be made".formatted(bucket), e);
    }
  }

  private void delete(String bucket, List<String> keys) {
    if (keys.isEmpty()) {
      return;
    }
    List<ObjectIdentifier> objects =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    DeleteObjectsResponse response =
        client.deleteObjects(
            request -> request.bucket(bucket).delete(d -> d.quiet(true).objects(objects)));
    if (response.hasErrors() && !response.errors().isEmpty()) {
      throw SdkException.builder()
          .message(
              "%s, %s"
                  .formatted(response.errors().get(0).key(), response.errors().get(0).message()))
          .build();
    }
  }
}
