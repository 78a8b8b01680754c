package sleeper.core.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import sleeper.core.storage.SourceFile;

/**
 * What a job of files was asked to do, in 64 characters: table and ordered input list, each file
 * with name, length and version. A file that was replaced makes it another job.
 *
 * <pre>
 * SHA-256 of: text(table id), int64 number of files, per file: text(name), int64 length,
 * text(version);  text = int64 number of UTF-8 bytes, bytes; integers big-endian
 * </pre>
 */
public final class JobFingerprint {

  private JobFingerprint() {}

  /** The fingerprint of ingesting these files, in this order, into a table. */
  public static String of(String tableId, List<SourceFile> files) {
    MessageDigest digest = sha256();
    addText(digest, tableId);
    addNumber(digest, files.size());
    for (SourceFile file : files) {
      addText(digest, file.name());
      addNumber(digest, file.length());
      addText(digest, file.version());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addText(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    addNumber(digest, bytes.length);
    digest.update(bytes);
  }

  private static void addNumber(MessageDigest digest, long number) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      digest.update((byte) (number >>> shift));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
