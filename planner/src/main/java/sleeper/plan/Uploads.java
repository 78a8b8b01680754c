package sleeper.plan;

import sleeper.storage.s3.S3StoreSettings;

/** How objects get into S3. */
final class Uploads {

  private static final double PART_BYTES = S3StoreSettings.DEFAULT.partBytes();

  private Uploads() {}

  /** Requests for an object: one, or the start, the parts and the end of a multipart upload. */
  static long requests(double bytes) {
    return bytes <= PART_BYTES ? 1 : 2 + (long) Math.ceil(bytes / PART_BYTES);
  }

  /** The memory that an object takes while it is written: a part that is filled, one on its way. */
  static long bytesPerWriter() {
    return 2 * (long) PART_BYTES;
  }
}
