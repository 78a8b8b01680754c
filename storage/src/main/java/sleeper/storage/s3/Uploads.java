package sleeper.storage.s3;

import java.util.concurrent.Executor;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What the writers of a store share.
 *
 * @param client sends the requests
 * @param executor uploads full parts beside the thread that fills the next one
 * @param pool where the memory of parts comes from
 * @param partBytes the size of parts
 */
record Uploads(S3Client client, Executor executor, ChunkPool pool, int partBytes) {

  Part newPart() {
    return new Part(pool, partBytes);
  }
}
