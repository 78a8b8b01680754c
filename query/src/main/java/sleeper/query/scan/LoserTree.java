package sleeper.query.scan;

import java.util.List;

/**
 * A tournament between the rows at which sorted sources stand: each inner node remembers its loser,
 * so that the next winner costs one comparison a level (Knuth, TAOCP 3, 5.4.1).
 *
 * <p>Of equal rows the one of the earlier source wins. A source whose block is passed has to be
 * loaded before the tournament is played again.
 */
final class LoserTree {

  private final List<MergeInput> inputs;
  private final int[] losers;
  private int winner;

  /** A tournament of loaded sources, at least one. */
  LoserTree(List<MergeInput> inputs) {
    this.inputs = inputs;
    losers = new int[inputs.size()];
    winner = inputs.size() == 1 ? 0 : play(1);
  }

  /** The position of the source whose row is the first in order. */
  int winner() {
    return winner;
  }

  /** Plays again after the winner has moved to another row or to its end. */
  void replay() {
    int candidate = winner;
    for (int node = (candidate + losers.length) / 2; node >= 1; node /= 2) {
      int opponent = losers[node];
      if (isBefore(opponent, candidate)) {
        losers[node] = candidate;
        candidate = opponent;
      }
    }
    winner = candidate;
  }

  private int play(int node) {
    if (node >= losers.length) {
      return node - losers.length;
    }
    int left = play(2 * node);
    int right = play(2 * node + 1);
    boolean isLeftBefore = isBefore(left, right);
    losers[node] = isLeftBefore ? right : left;
    return isLeftBefore ? left : right;
  }

  private boolean isBefore(int left, int right) {
    MergeInput first = inputs.get(left);
    MergeInput second = inputs.get(right);
    if (first.isAtEnd() || second.isAtEnd()) {
      return second.isAtEnd();
    }
    return left < right ? first.isBefore(second) : !second.isBefore(first);
  }
}
