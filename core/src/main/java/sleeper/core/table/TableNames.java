package sleeper.core.table;

import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/** Which names a new table can have: those that need no quoting in a shell, a file or a URL. */
public final class TableNames {

  /** The most characters of a name. */
  public static final int MAX_LENGTH = 128;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private TableNames() {}

  /**
   * Checks the name of a new table.
   *
   * @throws InvalidInput if it is empty, too long, or has a character that is not allowed
   */
  public static void check(String name) {
    if (name.length() > MAX_LENGTH || !ALLOWED.matcher(name).matches()) {
      throw new InvalidInput(
          "Table name \"%s\" cannot be used; it has 1 to %d letters, digits, '_', '-' and '.',"
                  .formatted(name, MAX_LENGTH)
              + " and starts with a letter, a digit or '_'");
    }
  }
}
