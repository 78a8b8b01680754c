package sleeper.deployment.instance;

import java.io.IOException;
import sleeper.servers.TestClients;
import software.amazon.awssdk.services.s3.S3Client;

/** Empties a bucket that keeps versions, as no server does that a whole instance can be on. */
public final class VersionedRemoval {

  private VersionedRemoval() {}

  /** Empties a bucket of this name that has everything that there can be in a bucket. */
  public static void run(String name) throws IOException {
    try (VersionedBucket bucket = VersionedBucket.start();
        S3Client s3 =
            TestClients.at(S3Client.builder().forcePathStyle(true), bucket.endpoint()).build()) {
      bucket.put("key", "1");
      bucket.putDeleteMarker("key", "2");
      bucket.putUpload("upload", "upload-1");
      new BucketEmptying(s3, () -> false).empty(name, "");
    }
  }
}
