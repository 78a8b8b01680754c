package sleeper.deployment.instance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/**
 * Empties buckets: unfinished uploads, objects, all of their versions and delete markers. A
 * thousand go by one request, several requests at once; what was broken off goes on when it is done
 * again.
 */
final class BucketEmptying {

  private static final Logger LOG = LoggerFactory.getLogger(BucketEmptying.class);
  private static final int REQUESTS_AT_ONCE = 8;
  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client s3;
  private final BooleanSupplier isTimeOver;

  BucketEmptying(S3Client s3, BooleanSupplier isTimeOver) {
    this.s3 = s3;
    this.isTimeOver = isTimeOver;
  }

  /**
   * Empties a bucket but for the object of one key. One that is not there is no error.
   *
   * @throws IOException if not all could be deleted, or the time is over before
   */
  void empty(String bucket, String keptKey) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
    try {
      long deleted = abortUploads(bucket);
      // What was written meanwhile is seen by the next listing.
      for (long some = 1; some > 0; deleted += some) {
        some = new Pass(bucket, keptKey, threads).run();
      }
      LOG.info("Emptied bucket {} of {} objects and uploads", bucket, deleted);
    } catch (NoSuchBucketException gone) {
      LOG.info("There is no bucket {}", bucket);
    } catch (SdkException e) {
      throw new IOException(
          "Bucket %s could not be emptied: %s".formatted(bucket, e.getMessage()), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private long abortUploads(String bucket) throws IOException {
    long aborted = 0;
    try {
      for (MultipartUpload upload :
          s3.listMultipartUploadsPaginator(list -> list.bucket(bucket)).uploads()) {
        checkTime(bucket);
        s3.abortMultipartUpload(
            abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
        aborted++;
      }
    } catch (AwsServiceException e) {
      requireUnknown(e);
    }
    return aborted;
  }

  private void checkTime(String bucket) throws IOException {
    if (isTimeOver.getAsBoolean()) {
      throw new IOException(
          "Bucket %s could not be emptied in time; delete again, and it goes on where it was"
              .formatted(bucket));
    }
  }

  /** Servers that only speak S3's protocol may know neither versions nor lists of uploads. */
  private static void requireUnknown(AwsServiceException failure) {
    if (failure.statusCode() != NOT_IMPLEMENTED) {
      throw failure;
    }
  }

  /** One listing of a bucket, and the deletion of what it shows. */
  private final class Pass {

    private final String bucket;
    private final String keptKey;
    private final ExecutorService threads;
    private final List<Future<Integer>> requests = new ArrayList<>();

    Pass(String bucket, String keptKey, ExecutorService threads) {
      this.bucket = bucket;
      this.keptKey = keptKey;
      this.threads = threads;
    }

    long run() throws IOException {
      long deleted = 0;
      try {
        for (ListObjectVersionsResponse page :
            s3.listObjectVersionsPaginator(list -> list.bucket(bucket))) {
          deleted += delete(identifiers(page));
        }
      } catch (AwsServiceException e) {
        requireUnknown(e);
        for (ListObjectsV2Response page : s3.listObjectsV2Paginator(list -> list.bucket(bucket))) {
          deleted += delete(page.contents().stream().map(each -> identifier(each.key())).toList());
        }
      }
      return deleted + awaitAll();
    }

    private List<ObjectIdentifier> identifiers(ListObjectVersionsResponse page) {
      return Stream.concat(
              page.versions().stream()
                  .map(each -> identifier(each.key()).copy(b -> b.versionId(each.versionId()))),
              page.deleteMarkers().stream()
                  .map(each -> identifier(each.key()).copy(b -> b.versionId(each.versionId()))))
          .toList();
    }

    private ObjectIdentifier identifier(String key) {
      return ObjectIdentifier.builder().key(key).build();
    }

    private long delete(List<ObjectIdentifier> listed) throws IOException {
      List<ObjectIdentifier> objects =
          listed.stream().filter(each -> !each.key().equals(keptKey)).toList();
      if (!objects.isEmpty()) {
        checkTime(bucket);
        Callable<Integer> request = () -> deleteNow(objects);
        requests.add(threads.submit(request));
      }
      return requests.size() < 2 * REQUESTS_AT_ONCE ? 0 : awaitAll();
    }

    private int deleteNow(List<ObjectIdentifier> objects) throws IOException {
      DeleteObjectsResponse response =
          s3.deleteObjects(
              request -> request.bucket(bucket).delete(d -> d.quiet(true).objects(objects)));
      if (!response.errors().isEmpty()) {
        throw new IOException(
            "Object %s of bucket %s could not be deleted: %s"
                .formatted(
                    response.errors().get(0).key(), bucket, response.errors().get(0).message()));
      }
      return objects.size();
    }

    private long awaitAll() throws IOException {
      long deleted = 0;
      try {
        for (Future<Integer> request : requests) {
          deleted += request.get();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("Interrupted: " + bucket);
        interrupted.initCause(e);
        throw interrupted;
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        throw new IOException(cause == null ? e.toString() : String.valueOf(cause.getMessage()), e);
      }
      requests.clear();
      return deleted;
    }
  }
}
