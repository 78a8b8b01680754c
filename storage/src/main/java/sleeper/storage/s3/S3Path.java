package sleeper.storage.s3;

/**
 * The place of an object.
 *
 * @param bucket the bucket
 * @param key the key in it
 */
record S3Path(String bucket, String key) {

  /** The URL by which people know it. */
  String name() {
    return "s3://" + bucket + "/" + key;
  }

  @Override
  public String toString() {
    return name();
  }
}
