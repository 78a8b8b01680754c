package sleeper.plan;

import sleeper.core.error.InvalidInput;

/**
 * How rows lie over leaf partitions: each row falls into each of the leaves with the same
 * probability, whatever the others do.
 *
 * @param leaves the leaves that can get rows
 */
public record LeafSpread(long leaves) {

  private static final long MOST_LEAVES = 10_000_000;

  public LeafSpread {
    if (leaves < 1 || leaves > MOST_LEAVES) {
      throw new InvalidInput(
          "A table has 1 to %d leaf partitions, not %d".formatted(MOST_LEAVES, leaves));
    }
  }

  /** How many leaves so many rows are expected to touch: all, unless there are few rows. */
  public long touchedBy(long rows) {
    if (leaves == 1) {
      return Math.min(1, rows);
    }
    double missed = Math.exp(rows * Math.log1p(-1.0 / leaves));
    return Math.max(Math.min(1, rows), Math.round(leaves * (1 - missed)));
  }
}
