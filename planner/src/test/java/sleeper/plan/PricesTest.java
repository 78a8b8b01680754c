package sleeper.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sleeper.core.error.InvalidInput;

class PricesTest {

  @Test
  void shouldComeWithPricesOfSeveralRegionsAndTheirDate() {
    Prices prices = Prices.builtIn();

    assertThat(prices.date()).matches("\\d{4}-\\d{2}-\\d{2}");
    assertThat(prices.currency()).isEqualTo("USD");
    assertThat(prices.source()).contains("to be checked");
    assertThat(prices.regions()).containsKeys("us-east-1", "eu-west-2");
    assertThat(prices.region("us-east-1").of(Price.S3_PUT, 1_000_000)).isEqualTo(5.0);
    assertThat(prices.region("eu-west-2").of(Price.S3_PUT, 1000)).isEqualTo(0.0053);
  }

  @Test
  void shouldSayWhatARegionHas() {
    assertThatThrownBy(() -> Prices.builtIn().region("mars-north-1"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There are no prices of region mars-north-1; choose one of eu-west-1, eu-west-2,"
                + " us-east-1, or give a price file that has it");
  }

  @Test
  void shouldRefusePriceFilesThatLackSomething() throws Exception {
    String text = builtInText();

    assertRefused("{}", "Price file my.json has no \"regions\" with prices");
    assertRefused(
        text.replaceFirst("\"sqsPerMillion\" : 0.40", "\"sqsPerMillion\" : \"cheap\""),
        "Price file my.json has no number \"sqsPerMillion\" of region us-east-1, which must be 0 or more");
    assertRefused(
        text.replaceFirst("\"s3GetPerThousand\" : 0.0004,", ""),
        "Price file my.json has no number \"s3GetPerThousand\" of region us-east-1, which must be 0 or more");
    assertRefused(text.replace("\"date\"", "\"day\""), "Price file my.json has no text \"date\"");
    assertThatThrownBy(() -> Prices.parse("my.json", "{"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("my.json");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Prices.parse("my.json", text))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(message);
  }

  private static String builtInText() throws Exception {
    try (InputStream file = Prices.class.getResourceAsStream("prices.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
