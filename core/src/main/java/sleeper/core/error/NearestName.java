package sleeper.core.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant by a name with typing errors, for messages. */
public final class NearestName {

  private NearestName() {}

  /**
   * The nearest of some names, if it is near enough: a third of the letters may be wrong, two in
   * short names and one in those of up to three letters.
   */
  public static Optional<String> of(String name, Collection<String> names) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int most = name.length() <= 3 ? 1 : Math.max(2, name.length() / 3);
    return names.stream()
        .filter(each -> distance(wanted, each.toLowerCase(Locale.ROOT)) <= most)
        .min(Comparator.comparing(each -> distance(wanted, each.toLowerCase(Locale.ROOT))));
  }

  /** The number of letters to add, leave out or replace (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
