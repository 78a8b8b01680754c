package sleeper.query.filter;

/**
 * An operand as columns hold values, and which values match it.
 *
 * @param whole the operand of whole numbers, days, nanoseconds, unscaled decimals and booleans
 * @param floating the operand of floats and doubles
 * @param isFloating whether it is the floating one
 * @param bytes the operand of strings, byte arrays and long decimals
 * @param isSigned whether the first byte has a sign, as a long decimal's has
 * @param below 1 if values below the operand match, otherwise 0
 * @param equal 1 if values equal to the operand match, otherwise 0
 * @param above 1 if values above the operand match, otherwise 0
 */
record Bounds(
    long whole,
    double floating,
    boolean isFloating,
    byte[] bytes,
    boolean isSigned,
    byte below,
    byte equal,
    byte above) {

  private static final byte[] NO_BYTES = {};

  /** For operators without an operand. */
  static final Bounds NONE = new Bounds(0, 0, false, NO_BYTES, false, (byte) 0, (byte) 0, (byte) 0);

  static Bounds of(Operator operator, long operand) {
    return bounds(operator, operand, 0, false, NO_BYTES, false);
  }

  static Bounds ofFloating(Operator operator, double operand) {
    return bounds(operator, 0, operand, true, NO_BYTES, false);
  }

  static Bounds ofBytes(Operator operator, byte[] operand) {
    return bounds(operator, 0, 0, false, operand, false);
  }

  static Bounds ofSignedBytes(Operator operator, byte[] operand) {
    return bounds(operator, 0, 0, false, operand, true);
  }

  /** 1 if values that compare so with the operand match, otherwise 0. */
  byte answer(int order) {
    return order < 0 ? below : order == 0 ? equal : above;
  }

  private static Bounds bounds(
      Operator operator,
      long whole,
      double floating,
      boolean isFloating,
      byte[] bytes,
      boolean isSigned) {
    return new Bounds(
        whole,
        floating,
        isFloating,
        bytes,
        isSigned,
        flag(operator.accepts(-1)),
        flag(operator.accepts(0)),
        flag(operator.accepts(1)));
  }

  private static byte flag(boolean matches) {
    return (byte) (matches ? 1 : 0);
  }
}
