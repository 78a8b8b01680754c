package sleeper.parquet.read;

import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.IntColumn;

/** Conversions to wider floating point. */
final class FloatConversions {

  static final Conversion FLOAT_TO_DOUBLE = FloatConversions::floatToDouble;
  static final Conversion HALF_TO_FLOAT = FloatConversions::halfToFloat;
  static final Conversion HALF_TO_DOUBLE = FloatConversions::halfToDouble;

  private FloatConversions() {}

  private static void floatToDouble(Column from, int start, int count, Column to) {
    int[] values = ((IntColumn) from).values();
    long[] target = LongConversions.room(to, start, count);
    for (int i = start; i < start + count; i++) {
      target[i] = Double.doubleToRawLongBits(Float.intBitsToFloat(values[i]));
    }
  }

  private static void halfToFloat(Column from, int start, int count, Column to) {
    IntColumn target = (IntColumn) to;
    target.ensureCapacity(start + count);
    target.setSize(start + count);
    for (int i = start; i < start + count; i++) {
      target.values()[i] = Float.floatToRawIntBits(half((BytesColumn) from, i));
    }
  }

  private static void halfToDouble(Column from, int start, int count, Column to) {
    long[] target = LongConversions.room(to, start, count);
    for (int i = start; i < start + count; i++) {
      target[i] = Double.doubleToRawLongBits(half((BytesColumn) from, i));
    }
  }

  private static float half(BytesColumn bytes, int index) {
    int at = bytes.offsets()[index];
    if (bytes.offsets()[index + 1] == at) {
      return 0;
    }
    return toFloat((bytes.data()[at] & 0xFF) | ((bytes.data()[at + 1] & 0xFF) << Byte.SIZE));
  }

  /** The value of an IEEE 754 half: sign, 5 bits of exponent, 10 of mantissa. */
  private static float toFloat(int half) {
    int exponent = (half >>> 10) & 0x1F;
    int mantissa = half & 0x3FF;
    int sign = (half & 0x8000) << 16;
    if (exponent == 0) {
      return (sign < 0 ? -0x1p-24f : 0x1p-24f) * mantissa;
    }
    int wideExponent = exponent == 0x1F ? 0xFF : exponent + 112;
    return Float.intBitsToFloat(sign | (wideExponent << 23) | (mantissa << 13));
  }
}
