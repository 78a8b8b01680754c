package sleeper.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;

/**
 * What AWS asks for, as a price file says.
 *
 * @param date when the prices were true
 * @param currency what they are in
 * @param source where they are from
 * @param seed what {@link SeedModel} goes by
 * @param regions by name
 */
public record Prices(
    String date,
    String currency,
    String source,
    SeedPrices seed,
    Map<String, RegionPrices> regions) {

  private static final String BUILT_IN = "prices.json";

  public Prices {
    regions = new TreeMap<>(regions);
  }

  /**
   * The two prices that Sleeper's documentation calculates with.
   *
   * @param s3PutPerMillion a million PUT requests to S3
   * @param dynamoDbPutPerMillion a million small items put into DynamoDB
   */
  public record SeedPrices(double s3PutPerMillion, double dynamoDbPutPerMillion) {}

  /** The prices that come with the program. */
  public static Prices builtIn() {
    try (InputStream file = Prices.class.getResourceAsStream(BUILT_IN)) {
      if (file == null) {
        throw new IllegalStateException("The program comes with prices");
      }
      return parse(BUILT_IN, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a price file, which has the form of the built-in one.
   *
   * @param name the file, for messages
   * @throws InvalidInput if it is no such file; names what is missing or wrong
   */
  public static Prices parse(String name, String text) {
    JsonNode file = Json.parse("price file " + name, text);
    JsonNode seed = file.path("seed");
    Map<String, RegionPrices> regions = new TreeMap<>();
    file.path("regions")
        .properties()
        .forEach(each -> regions.put(each.getKey(), region(name, each.getKey(), each.getValue())));
    if (regions.isEmpty()) {
      throw new InvalidInput("Price file %s has no \"regions\" with prices".formatted(name));
    }
    return new Prices(
        text(name, file, "date"),
        text(name, file, "currency"),
        file.path("source").asText(name),
        new SeedPrices(
            number(name, "seed", seed, "s3PutPerMillion"),
            number(name, "seed", seed, "dynamoDbPutPerMillion")),
        regions);
  }

  /**
   * The prices of a region.
   *
   * @throws InvalidInput if the file has none of it
   */
  public RegionPrices region(String name) {
    RegionPrices found = regions.get(name);
    if (found == null) {
      throw new InvalidInput(
          "There are no prices of region %s; choose one of %s, or give a price file that has it"
              .formatted(name, String.join(", ", regions.keySet())));
    }
    return found;
  }

  private static RegionPrices region(String file, String region, JsonNode node) {
    Map<Price, Double> prices = new EnumMap<>(Price.class);
    for (Price price : Price.values()) {
      prices.put(price, number(file, "region " + region, node, price.member()));
    }
    return new RegionPrices(region, prices);
  }

  private static String text(String file, JsonNode node, String member) {
    JsonNode text = node.path(member);
    if (!text.isTextual() || text.textValue().isBlank()) {
      throw new InvalidInput("Price file %s has no text \"%s\"".formatted(file, member));
    }
    return text.textValue();
  }

  private static double number(String file, String place, JsonNode node, String member) {
    JsonNode number = node.path(member);
    if (!number.isNumber() || number.doubleValue() < 0) {
      throw new InvalidInput(
          "Price file %s has no number \"%s\" of %s, which must be 0 or more"
              .formatted(file, member, place));
    }
    return number.doubleValue();
  }
}
