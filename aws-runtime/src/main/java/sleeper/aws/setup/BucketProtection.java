package sleeper.aws.setup;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortIncompleteMultipartUpload;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Sets what a bucket of ours should have: nobody but the account reads it, it is encrypted, and
 * uploads that were never finished go by themselves. Servers that are compatible with S3 know few
 * of these: what is not there is noted, and does not stop a setup.
 */
final class BucketProtection {

  /** Longer than any job; the collector aborts what dead jobs left much earlier. */
  private static final int UNFINISHED_UPLOADS_DAYS = 7;

  private static final int NOT_IMPLEMENTED = 501;

  private final S3Client client;
  private final SetupNotes notes;

  BucketProtection(S3Client client, SetupNotes notes) {
    this.client = client;
    this.notes = notes;
  }

  void protect(String bucket) {
    List<String> missing = new ArrayList<>();
    set(bucket, () -> blockPublic(bucket), "public access is not blocked", missing);
    set(bucket, () -> encrypt(bucket), "the bucket does not encrypt", missing);
    set(bucket, () -> abortUnfinished(bucket), "unfinished uploads wait for a collector", missing);
    if (!missing.isEmpty()) {
      notes.notice(
          "The server does not know all settings of bucket %s: %s"
              .formatted(bucket, String.join(", ", missing)));
    }
  }

  private void blockPublic(String bucket) {
    client.putPublicAccessBlock(
        request ->
            request
                .bucket(bucket)
                .publicAccessBlockConfiguration(
                    block ->
                        block
                            .blockPublicAcls(true)
                            .ignorePublicAcls(true)
                            .blockPublicPolicy(true)
                            .restrictPublicBuckets(true)));
  }

  private void encrypt(String bucket) {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(by -> by.sseAlgorithm(ServerSideEncryption.AES256))
            .build();
    client.putBucketEncryption(
        request ->
            request.bucket(bucket).serverSideEncryptionConfiguration(rules -> rules.rules(rule)));
  }

  private void abortUnfinished(String bucket) {
    LifecycleRule rule =
        LifecycleRule.builder()
            .id("abort-unfinished-uploads")
            .status(ExpirationStatus.ENABLED)
            .filter(LifecycleRuleFilter.builder().prefix("").build())
            .abortIncompleteMultipartUpload(
                AbortIncompleteMultipartUpload.builder()
                    .daysAfterInitiation(UNFINISHED_UPLOADS_DAYS)
                    .build())
            .build();
    client.putBucketLifecycleConfiguration(
        request -> request.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(rule)));
  }

  /** Adds to the list what is the case without a setting that the server does not know. */
  private static void set(String bucket, Runnable setting, String otherwise, List<String> missing) {
    try {
      setting.run();
    } catch (SdkException e) {
      if (!isUnknown(e)) {
        throw SetupFailures.failed(
            "It could not be changed in bucket %s that %s".formatted(bucket, otherwise), e);
      }
      missing.add(otherwise);
    }
  }

  private static boolean isUnknown(SdkException failure) {
    return failure instanceof S3Exception refused
        && (refused.statusCode() == NOT_IMPLEMENTED
            || (refused.awsErrorDetails() != null
                && "NotImplemented".equals(refused.awsErrorDetails().errorCode())));
  }
}
