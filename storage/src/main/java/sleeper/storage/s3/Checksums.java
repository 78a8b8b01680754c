package sleeper.storage.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** Checksums as S3 writes them. */
final class Checksums {

  private Checksums() {}

  /** A CRC-32: its four bytes, the highest first, in Base64. */
  static String text(CRC32 crc) {
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bytes);
  }

  static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }

  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The entity tag of an object that was uploaded in parts: the MD5 of those of its parts, and
   * their number.
   *
   * @return no text at all, where the tags of the parts are no MD5, which encryption can cause
   */
  static String tagOfParts(List<String> partTags) {
    MessageDigest digest = md5();
    for (String tag : partTags) {
      String digits = unquoted(tag);
      if (!digits.matches("[0-9a-f]{32}")) {
        return "";
      }
      digest.update(HexFormat.of().parseHex(digits));
    }
    return hex(digest) + "-" + partTags.size();
  }

  static String unquoted(String tag) {
    return tag.replace("\"", "");
  }
}
