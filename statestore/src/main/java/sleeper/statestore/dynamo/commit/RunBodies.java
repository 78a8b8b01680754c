package sleeper.statestore.dynamo.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import sleeper.core.error.CommitRejected;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/**
 * Transactions that are too large for an item of the log, as objects.
 *
 * <p>Each run has one, under its own prefix, so that it goes with all else that a dead run has
 * left. Readers of the log go by the key that stands there and by nothing else. Thread-safe.
 */
final class RunBodies {

  private static final String NAME = "transaction.json";

  private final ObjectStore objects;

  RunBodies(ObjectStore objects) {
    this.objects = objects;
  }

  /** The key of the transaction of the run with a prefix. */
  static String keyUnder(String keyPrefix) {
    return keyPrefix + NAME;
  }

  /** The prefix of the run whose transaction has a key. */
  static String prefixOf(String bodyKey) {
    return bodyKey.substring(0, bodyKey.length() - NAME.length());
  }

  /**
   * Writes the transaction of a run, unless it is there.
   *
   * @return its key
   * @throws UncheckedIOException if it could not be written
   * @throws CommitRejected if the run has written another before
   */
  String write(String keyPrefix, String body) {
    String key = keyUnder(keyPrefix);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (ObjectWriter writer = objects.create(key)) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    } catch (FileAlreadyExistsException there) {
      requireSame(key, bytes);
    } catch (IOException e) {
      throw failed("written", key, e);
    }
    return key;
  }

  private void requireSame(String key, byte[] bytes) {
    try (ReadableObject object = objects.open(objects.filenameOf(key))) {
      byte[] found = new byte[Math.toIntExact(Math.min(object.length(), bytes.length + 1L))];
      object.readFully(0, found, 0, found.length);
      if (!Arrays.equals(found, bytes)) {
        throw new CommitRejected(
            "A run commits one set of files, and another is on record: object=" + key);
      }
    } catch (IOException e) {
      throw failed("read", key, e);
    }
  }

  private static UncheckedIOException failed(String what, String key, IOException e) {
    return new UncheckedIOException(
        new IOException(
            "The transaction of a run could not be %s: object=%s: %s"
                .formatted(what, key, e.getMessage()),
            e));
  }
}
