package sleeper.cli.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Amounts as people read them. */
final class Money {

  private static final MathContext DIGITS = new MathContext(3);

  private Money() {}

  /** Two decimals, or three digits of what is less: {@code 6.25}, {@code 0.00125}. */
  static String of(double amount) {
    if (amount == 0) {
      return "0";
    }
    return amount >= 1
        ? String.format(Locale.ROOT, "%,.2f", amount)
        : new BigDecimal(amount).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
