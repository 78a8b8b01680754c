package sleeper.statestore.dynamo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;
import sleeper.core.statestore.log.LogEntry;
import sleeper.core.statestore.transaction.LogKind;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ObjectWriter;
import sleeper.core.storage.ReadableObject;

/** The bodies of transactions that are too large for an item, as objects in the data bucket. */
public final class LogBodies {

  /**
   * The length from which on a body is an object. Sleeper counts UTF-16 units; bytes are what
   * DynamoDB limits, and never fewer.
   */
  public static final int LARGE = 204_800;

  private final ObjectStore data;

  /** Bodies in a data bucket. */
  public LogBodies(ObjectStore data) {
    this.data = data;
  }

  /** Whether a body is too large for an item. */
  public static boolean isLarge(String body) {
    return body.length() >= LARGE || body.getBytes(StandardCharsets.UTF_8).length >= LARGE;
  }

  /**
   * The key of the body of an entry. The same entry always has the same, so that an append that is
   * repeated finds what it wrote before; another entry for the same number has another.
   */
  static String keyOf(String tableId, LogKind kind, LogEntry entry) {
    String identity = tableId + '/' + kind + '/' + entry.number() + '/' + entry.body();
    UUID id = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    return "%s/statestore/transactions/%s-%s.json".formatted(tableId, entry.updateTime(), id);
  }

  /**
   * Writes a body, unless it is there.
   *
   * @throws UncheckedIOException if that fails; nothing is there then
   */
  public void write(String key, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (ObjectWriter object = data.create(key)) {
      object.write(bytes, 0, bytes.length);
      object.commit();
    } catch (FileAlreadyExistsException written) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("A large transaction could not be written: key=" + key, e));
    }
  }

  /**
   * Reads a body.
   *
   * @throws UncheckedIOException if that fails
   */
  public String read(String key) {
    try (ReadableObject object = data.open(data.filenameOf(key))) {
      byte[] bytes = new byte[Math.toIntExact(object.length())];
      object.readFully(0, bytes, 0, bytes.length);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException(
          new IOException(
              "A large transaction is gone; if the log is being trimmed, try again: key=" + key,
              e));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("A large transaction could not be read: key=" + key, e));
    }
  }

  /**
   * Deletes a body; one that is not there is no error.
   *
   * @throws UncheckedIOException if that fails
   */
  void delete(String key) {
    try {
      data.delete(data.filenameOf(key));
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("A large transaction could not be deleted: key=" + key, e));
    }
  }
}
