package sleeper.plan;

/**
 * A line of a bill.
 *
 * @param what is billed
 * @param quantity how much of it
 * @param dollars what it costs, in the currency of the prices
 */
public record CostLine(String what, double quantity, double dollars) {}
