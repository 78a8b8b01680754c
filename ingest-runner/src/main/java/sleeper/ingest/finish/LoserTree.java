package sleeper.ingest.finish;

/**
 * A tournament among numbered contestants: finds the winner, and after the winner has changed the
 * next one, with one comparison a level. Knuth, The Art of Computer Programming 3, 5.4.1.
 */
final class LoserTree {

  /** Decides between two contestants. */
  interface Contest {

    /** Whether the left one goes before the right one; never both ways. */
    boolean wins(int left, int right);
  }

  private static final int NOBODY = -1;

  private final Contest contest;
  private final int[] losers;
  private int winner;

  /** A tournament among contestants 0 to {@code count - 1}, at least one. */
  LoserTree(int count, Contest contest) {
    this.contest = contest;
    losers = new int[count];
    java.util.Arrays.fill(losers, NOBODY);
    winner = NOBODY;
    for (int i = 0; i < count; i++) {
      enter(i);
    }
  }

  /** Who goes first. */
  int winner() {
    return winner;
  }

  /** Who goes first but for the winner; -1 if there is nobody else. */
  int runnerUp() {
    int best = NOBODY;
    for (int node = (winner + losers.length) >> 1; node > 0; node >>= 1) {
      int loser = losers[node];
      if (best == NOBODY || contest.wins(loser, best)) {
        best = loser;
      }
    }
    return best;
  }

  /** Plays again after the winner has changed. */
  void replay() {
    int current = winner;
    for (int node = (current + losers.length) >> 1; node > 0; node >>= 1) {
      if (contest.wins(losers[node], current)) {
        int loser = current;
        current = losers[node];
        losers[node] = loser;
      }
    }
    winner = current;
  }

  /** Lets a contestant play up to the first place where nobody waits yet. */
  private void enter(int contestant) {
    int current = contestant;
    for (int node = (contestant + losers.length) >> 1; node > 0; node >>= 1) {
      if (losers[node] == NOBODY) {
        losers[node] = current;
        return;
      }
      if (contest.wins(losers[node], current)) {
        int loser = current;
        current = losers[node];
        losers[node] = loser;
      }
    }
    winner = current;
  }
}
