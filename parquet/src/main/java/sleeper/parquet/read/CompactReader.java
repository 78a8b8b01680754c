package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads structures of Thrift's compact protocol, as which Parquet writes its footers and headers.
 *
 * <p>Nothing is allocated because a length says so, and nothing can be longer than what is left:
 * broken bytes cost no memory, and no more time than passing over them.
 */
final class CompactReader {

  /** Ends a structure. */
  static final int STOP = 0;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I8 = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;
  private static final int UUID = 13;

  private static final int LONG_SIZE = 15;
  private static final int MOST_NESTING = 32;

  private final InputStream input;
  private long left;
  private int nesting;
  private int field;
  private int type;

  /**
   * Starts to read.
   *
   * @param bytes the input has at most so many
   */
  CompactReader(InputStream input, long bytes) {
    this.input = input;
    left = bytes;
  }

  /** Passes over a structure, and with that checks all lengths in it. */
  void skipStruct() throws IOException {
    if (nesting == MOST_NESTING) {
      throw new BadPage("it has structures in each other without end");
    }
    int outer = beginStruct();
    while (nextField() != STOP) {
      skipValue();
    }
    endStruct(outer);
  }

  /** Starts on the fields of a structure; the caller keeps the number for {@link #endStruct}. */
  int beginStruct() {
    int outer = field;
    field = 0;
    nesting++;
    return outer;
  }

  /** Goes back to the structure around the one that was read. */
  void endStruct(int outer) {
    field = outer;
    nesting--;
  }

  /** Reads the number of the next field, or {@link #STOP}. */
  int nextField() throws IOException {
    int header = next();
    type = header & 0xF;
    if (type == STOP) {
      return STOP;
    }
    int step = header >>> 4;
    field = step == 0 ? (int) zigzag() : field + step;
    if (field <= 0) {
      throw new BadPage("it has a field of number " + field);
    }
    return field;
  }

  /** Reads the value of the field, or gives the other one where it is not a number of 32 bits. */
  int intOr(int other) throws IOException {
    if (type != I32) {
      skipValue();
      return other;
    }
    return (int) zigzag();
  }

  /** The value of the field, or the other one where it is neither true nor false. */
  boolean booleanOr(boolean other) throws IOException {
    if (type != TRUE && type != FALSE) {
      skipValue();
      return other;
    }
    return type == TRUE;
  }

  /** Whether the value of the field is a structure. */
  boolean isStruct() {
    return type == STRUCT;
  }

  /** Passes over the value of the field. */
  void skipValue() throws IOException {
    if (type != TRUE && type != FALSE) {
      skip(type);
    }
  }

  private void skip(int valueType) throws IOException {
    switch (valueType) {
      case TRUE, FALSE, I8 -> skipBytes(1);
      case I16, I32, I64 -> varint();
      case DOUBLE -> skipBytes(Double.BYTES);
      case UUID -> skipBytes(2 * Long.BYTES);
      case BINARY -> skipBytes(varint());
      case LIST, SET -> skipList();
      case MAP -> skipMap();
      case STRUCT -> skipStruct();
      default -> throw new BadPage("it has a value of unknown type " + valueType);
    }
  }

  private void skipList() throws IOException {
    int header = next();
    int size = header >>> 4;
    skipElements(size == LONG_SIZE ? varint() : size, header & 0xF, STOP);
  }

  private void skipMap() throws IOException {
    long size = varint();
    if (size != 0) {
      int types = next();
      skipElements(size, types >>> 4, types & 0xF);
    }
  }

  private void skipElements(long size, int first, int second) throws IOException {
    if (size < 0 || size > left) {
      throw new BadPage("it has a list of %d in %d bytes".formatted(size, left));
    }
    if (nesting == MOST_NESTING) {
      throw new BadPage("it has lists in each other without end");
    }
    nesting++;
    for (long i = 0; i < size; i++) {
      skip(first);
      if (second != STOP) {
        skip(second);
      }
    }
    nesting--;
  }

  private void skipBytes(long count) throws IOException {
    if (count < 0 || count > left) {
      throw new BadPage("it has a value of %d bytes in %d".formatted(count, left));
    }
    input.skipNBytes(count);
    left -= count;
  }

  private long zigzag() throws IOException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new BadPage("it has a broken number");
  }

  private int next() throws IOException {
    int next = left == 0 ? -1 : input.read();
    if (next < 0) {
      throw new EOFException("the file ends inside of a header");
    }
    left--;
    return next;
  }
}
