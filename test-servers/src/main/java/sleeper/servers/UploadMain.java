package sleeper.servers;

import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts a file into a bucket, which is made if it is not there, for people without a program for it.
 * Takes the file, the bucket and the key; the server is the one that the environment names.
 */
public final class UploadMain {

  private UploadMain() {}

  /** Uploads the file. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    String bucket = arguments[1];
    String key = arguments[2];
    try (S3Client s3 = S3Client.builder().forcePathStyle(true).build()) {
      s3.createBucket(create -> create.bucket(bucket));
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromFile(file));
    }
  }
}
