package sleeper.core.storage;

/** Which texts are keys of objects, the same in every store. */
public final class ObjectKeys {

  private ObjectKeys() {}

  /**
   * Refuses what is no key: its segments, between slashes, are neither empty nor {@code .} or
   * {@code ..}, and have no backslash or zero character.
   *
   * @return the key
   * @throws IllegalArgumentException naming a text that is no key
   */
  public static String checked(String key) {
    for (String segment : key.split("/", -1)) {
      if (segment.isEmpty()
          || segment.equals(".")
          || segment.equals("..")
          || segment.indexOf('\\') >= 0
          || segment.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("Not a key of an object: key=" + key);
      }
    }
    return key;
  }

  /**
   * Refuses what is no key prefix: a key and a slash.
   *
   * @return the prefix
   * @throws IllegalArgumentException naming a text that is no prefix
   */
  public static String checkedPrefix(String keyPrefix) {
    if (!keyPrefix.endsWith("/")) {
      throw new IllegalArgumentException("A key prefix ends in a slash: prefix=" + keyPrefix);
    }
    checked(keyPrefix.substring(0, keyPrefix.length() - 1));
    return keyPrefix;
  }
}
