package sleeper.starter.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.InstanceProperties;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket that holds the properties of an instance. */
final class ConfigBucket {

  private static final String INSTANCE_PROPERTIES = "instance.properties";

  private final S3Client s3;
  private final String bucket;

  ConfigBucket(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  /**
   * Reads the properties of the instance.
   *
   * @throws InvalidInput if there are none, or one of them is not allowed
   * @throws IOException if they could not be read
   */
  InstanceProperties instanceProperties() throws IOException {
    try {
      return InstanceProperties.parse(
          s3.getObjectAsBytes(b -> b.bucket(bucket).key(INSTANCE_PROPERTIES))
              .asString(StandardCharsets.UTF_8));
    } catch (NoSuchBucketException | NoSuchKeyException e) {
      throw new InvalidInput(
          "There is no %s in bucket %s; set %s to the config bucket of the instance"
              .formatted(INSTANCE_PROPERTIES, bucket, TaskStarterLambda.CONFIG_BUCKET),
          e);
    } catch (SdkException e) {
      throw new IOException(
          "%s in bucket %s cannot be read: %s"
              .formatted(INSTANCE_PROPERTIES, bucket, e.getMessage()),
          e);
    }
  }
}
