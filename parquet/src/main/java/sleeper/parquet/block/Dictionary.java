package sleeper.parquet.block;

/**
 * Distinct values, by id: value i is {@code data[offsets[i] .. offsets[i+1])}. Immutable once it is
 * shared.
 *
 * @param data the bytes of all values, with {@link BytesColumn#PADDING} behind them
 * @param offsets where values start and end, {@code size + 1} of them
 * @param size how many values there are
 */
public record Dictionary(byte[] data, int[] offsets, int size) {}
