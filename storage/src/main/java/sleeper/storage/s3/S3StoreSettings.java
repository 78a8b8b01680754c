package sleeper.storage.s3;

/**
 * How an object store in a bucket names its objects and moves their bytes.
 *
 * @param filesystem what comes before the bucket in a filename, such as {@code s3a://}
 * @param partBytes the size of the parts that larger objects are uploaded in: at least 5 MiB, which
 *     S3 asks for. An object has at most 10,000 parts, so 8 MiB allow for some 78 GiB
 * @param tailBytes how much of the end of an object is read when it is opened
 */
public record S3StoreSettings(String filesystem, int partBytes, int tailBytes) {

  /** Sleeper's names, parts of 8 MiB, and 64 KiB of the end. */
  public static final S3StoreSettings DEFAULT = new S3StoreSettings("s3a://", 8 << 20, 64 << 10);

  private static final int LEAST_PART_BYTES = 5 << 20;
  private static final int MOST_PART_BYTES = 1 << 29;

  public S3StoreSettings {
    if (!filesystem.endsWith("://")) {
      throw new IllegalArgumentException(
          "A file system ends in ://, such as s3a://: filesystem=" + filesystem);
    }
    if (partBytes < LEAST_PART_BYTES || partBytes > MOST_PART_BYTES) {
      throw new IllegalArgumentException(
          "Parts have 5 MiB to 512 MiB: partBytes=%d".formatted(partBytes));
    }
    if (tailBytes < 1) {
      throw new IllegalArgumentException(
          "Opening an object reads at least a byte: tailBytes=" + tailBytes);
    }
  }

  /** The same with other names. */
  public S3StoreSettings withFilesystem(String prefix) {
    return new S3StoreSettings(prefix, partBytes, tailBytes);
  }

  /** The same with parts of another size. */
  public S3StoreSettings withPartBytes(int bytes) {
    return new S3StoreSettings(filesystem, bytes, tailBytes);
  }
}
