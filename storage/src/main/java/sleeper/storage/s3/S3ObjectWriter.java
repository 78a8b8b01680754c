package sleeper.storage.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ObjectWriter;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Writes one object: by one request if it fits into a part, otherwise in parts, of which one is
 * filled while another is uploaded. Never more than two are in memory.
 *
 * <p>The store checks the CRC-32 of each part and of the whole. A failed upload of a part is thrown
 * when the next one is full, or at the commit.
 */
final class S3ObjectWriter implements ObjectWriter {

  /** The most parts that S3 takes. */
  static final int MOST_PARTS = 10_000;

  private final Uploads uploads;
  private final S3Path path;
  private final CRC32 crc = new CRC32();
  private final List<CompletedPart> uploaded = new ArrayList<>();

  private Part filling;
  private long position;
  private @Nullable ObjectParts multipart;
  private @Nullable PartUpload running;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    COMMITTED,
    CLOSED
  }

  S3ObjectWriter(Uploads uploads, S3Path path) {
    this.uploads = uploads;
    this.path = path;
    filling = uploads.newPart();
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    requireOpen();
    int written = 0;
    while (written < length) {
      if (filling.isFull()) {
        send();
      }
      written += filling.append(source, offset + written, length - written);
    }
    crc.update(source, offset, length);
    position += length;
  }

  @Override
  public long position() {
    return position;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where an answer is lost, the object is looked for: one of our length and checksum is ours.
   * Where not even that gets an answer, the object may be there, or appear until the longest
   * request is over; it is under its run's prefix, which is swept after that.
   */
  @Override
  public void commit() throws IOException {
    requireOpen();
    ObjectParts upload = multipart;
    if (upload == null) {
      putWhole();
    } else {
      complete(upload);
    }
    state = State.COMMITTED;
    filling.release();
  }

  @Override
  public void close() throws IOException {
    State before = state;
    state = State.CLOSED;
    if (before != State.OPEN) {
      return;
    }
    if (running != null) {
      running.abandon();
      running = null;
    }
    filling.release();
    if (multipart != null) {
      abort(multipart);
    }
  }

  /** Uploads the full part beside the next, once the part before it is uploaded. */
  private void send() throws IOException {
    awaitRunning();
    int number = uploaded.size() + 1;
    if (number >= MOST_PARTS) {
      throw new IOException(
          "Object %s is larger than %d parts of %d bytes, the most that S3 takes; write smaller objects, or set larger parts"
              .formatted(path, MOST_PARTS, uploads.partBytes()));
    }
    ObjectParts upload = multipart == null ? start() : multipart;
    multipart = upload;
    Part full = filling;
    filling = uploads.newPart();
    running = PartUpload.start(uploads.executor(), upload, number, full);
  }

  private ObjectParts start() throws IOException {
    try {
      return ObjectParts.start(uploads.client(), path);
    } catch (SdkException failure) {
      throw S3Failures.of("start to write object " + path, failure);
    }
  }

  private void awaitRunning() throws IOException {
    PartUpload upload = running;
    if (upload != null) {
      uploaded.add(upload.await("write object " + path));
      running = null;
    }
  }

  private void putWhole() throws IOException {
    try {
      uploads
          .client()
          .putObject(
              request ->
                  request
                      .bucket(path.bucket())
                      .key(path.key())
                      .ifNoneMatch("*")
                      .checksumCRC32(filling.crc()),
              filling.body());
    } catch (SdkException failure) {
      settle(failure, filling.md5());
    }
  }

  private void complete(ObjectParts upload) throws IOException {
    CompletedPart last = uploadLast(upload);
    awaitRunning();
    uploaded.add(last);
    try {
      upload.complete(uploaded, Checksums.text(crc));
    } catch (SdkException failure) {
      settle(failure, Checksums.tagOfParts(uploaded.stream().map(CompletedPart::eTag).toList()));
    }
  }

  /** The last part goes on its way from here while the one before it may still be on its own. */
  private CompletedPart uploadLast(ObjectParts upload) throws IOException {
    int number = uploaded.size() + (running == null ? 1 : 2);
    try {
      return upload.upload(number, filling);
    } catch (SdkException failure) {
      throw S3Failures.of("write object " + path, failure);
    }
  }

  /** Finds out whether a request that failed has made the object after all. */
  private void settle(SdkException failure, String tag) throws IOException {
    OwnObject own = new OwnObject(position, Checksums.text(crc), tag);
    if (S3Failures.mayHaveSucceeded(failure) && own.isAt(uploads.client(), path, failure)) {
      return;
    }
    if (S3Failures.hasStatus(failure, S3Failures.PRECONDITION_FAILED)) {
      FileAlreadyExistsException taken = new FileAlreadyExistsException(path.name());
      taken.initCause(failure);
      throw taken;
    }
    throw S3Failures.of("write object " + path, failure);
  }

  /** An interrupted thread still cleans up; the client would refuse to send anything from it. */
  private void abort(ObjectParts upload) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      upload.abort();
    } catch (SdkException failure) {
      throw S3Failures.of("abandon the upload of object " + path, failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("The object is written already: object=" + path);
    }
  }
}
