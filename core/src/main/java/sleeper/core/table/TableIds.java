package sleeper.core.table;

import java.util.random.RandomGenerator;

/** Makes ids for new tables. */
public final class TableIds {

  private TableIds() {}

  /**
   * A random id of eight lower-case hex digits, as Sleeper has them. {@link TableIndex#create} says
   * if it is taken.
   */
  public static String random(RandomGenerator random) {
    return String.format("%08x", random.nextInt());
  }
}
