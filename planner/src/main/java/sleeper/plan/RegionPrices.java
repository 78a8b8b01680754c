package sleeper.plan;

import java.util.EnumMap;
import java.util.Map;

/**
 * The prices of a region.
 *
 * @param region its name, such as {@code eu-west-2}
 * @param prices a price for each thing that is billed, for as many as {@link Price} says
 */
public record RegionPrices(String region, Map<Price, Double> prices) {

  public RegionPrices {
    prices = new EnumMap<>(prices);
  }

  /** What a quantity costs. */
  double of(Price price, double quantity) {
    Double each = prices.get(price);
    if (each == null) {
      throw new IllegalStateException("A region has all prices: " + price);
    }
    return price.of(quantity, each);
  }
}
