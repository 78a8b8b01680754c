package sleeper.cdk.stack;

import java.util.List;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Retention;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The buckets of an instance, under the names by which it is found. */
final class Storage extends Construct {

  /** Longer than any job; the collector aborts what dead jobs left much earlier. */
  private static final Duration UNFINISHED_UPLOADS = Duration.days(7);

  private static final Duration OLD_PROPERTIES = Duration.days(90);

  private final Bucket config;
  private final Bucket data;

  Storage(Construct scope, DeploymentConfig deployment) {
    super(scope, "Storage");
    config =
        bucket("ConfigBucket", deployment, "config-")
            .versioned(true)
            .lifecycleRules(
                List.of(
                    abortUnfinished(),
                    LifecycleRule.builder()
                        .id("expire-old-properties")
                        .noncurrentVersionExpiration(OLD_PROPERTIES)
                        .build()))
            .build();
    data =
        bucket("DataBucket", deployment, "table-data-")
            .lifecycleRules(List.of(abortUnfinished()))
            .build();
    String reason =
        "A log of each request would cost more than the requests; CloudTrail has data events for"
            + " those who need them";
    Accepted.finding(config, "S1", reason);
    Accepted.finding(data, "S1", reason);
  }

  /** Where the properties of the instance are. */
  Bucket config() {
    return config;
  }

  /** Where data files are. */
  Bucket data() {
    return data;
  }

  /**
   * What becomes of data. What is to stay is still removed when the deployment that makes it fails:
   * it is empty then, and its name would be in the way of the next try.
   */
  static RemovalPolicy removalPolicy(DeploymentConfig deployment) {
    return deployment.operation().retention().data() == Retention.Data.RETAIN
        ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
        : RemovalPolicy.DESTROY;
  }

  private Bucket.Builder bucket(String constructId, DeploymentConfig deployment, String name) {
    return Bucket.Builder.create(this, constructId)
        .bucketName(deployment.id().cleanName(name + Aws.ACCOUNT_ID))
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        .removalPolicy(removalPolicy(deployment));
  }

  private static LifecycleRule abortUnfinished() {
    return LifecycleRule.builder()
        .id("abort-unfinished-uploads")
        .abortIncompleteMultipartUploadAfter(UNFINISHED_UPLOADS)
        .build();
  }
}
