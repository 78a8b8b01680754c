package sleeper.ingest.spill;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import sleeper.core.error.BudgetExceeded;

/**
 * Memory outside the heap, seen as bytes, shorts, ints and longs in the machine's order.
 *
 * <p>It is given back at once when it is closed; nothing may look at it after that.
 */
final class Chunk implements AutoCloseable {

  private static final Cleaner CLEANER = cleaner();

  private final ByteBuffer bytes;
  private final ShortBuffer shorts;
  private final IntBuffer ints;
  private final LongBuffer longs;

  /** Takes memory, all zeros. */
  Chunk(int capacity) {
    bytes = allocate(capacity).order(ByteOrder.nativeOrder());
    shorts = bytes.asShortBuffer();
    ints = bytes.asIntBuffer();
    longs = bytes.asLongBuffer();
  }

  int capacity() {
    return bytes.capacity();
  }

  ByteBuffer bytes() {
    return bytes;
  }

  /** The shorts, by number: those of a byte position are at half of it. */
  ShortBuffer shorts() {
    return shorts;
  }

  /** The ints, by number: those of a byte position are at a quarter of it. */
  IntBuffer ints() {
    return ints;
  }

  /** The longs, by number: those of a byte position are at an eighth of it. */
  LongBuffer longs() {
    return longs;
  }

  /** A part of the memory as a buffer of its own. */
  ByteBuffer part(int from, int length) {
    return bytes.slice(from, length);
  }

  @Override
  public void close() {
    CLEANER.clean(bytes);
  }

  private static ByteBuffer allocate(int capacity) {
    try {
      return ByteBuffer.allocateDirect(capacity);
    } catch (OutOfMemoryError e) {
      throw new BudgetExceeded(
          "The memory budget is larger than what Java may take outside its heap; lower it, or raise"
              + " -XX:MaxDirectMemorySize: neededBytes="
              + capacity
              + ", cause="
              + e.getMessage());
    }
  }

  /**
   * The one way on Java 17 to give memory back before the garbage collector does; by reflection,
   * because compilers warn of it and cannot be told not to.
   */
  private static Cleaner cleaner() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      Object unsafe = field.get(null);
      Method method = type.getMethod("invokeCleaner", ByteBuffer.class);
      return new Cleaner(unsafe, method);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This Java cannot give back memory outside the heap", e);
    }
  }

  /**
   * Gives memory back.
   *
   * @param unsafe the object that can
   * @param method the method that does
   */
  private record Cleaner(Object unsafe, Method method) {

    void clean(ByteBuffer buffer) {
      try {
        method.invoke(unsafe, buffer);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Memory outside the heap could not be given back", e);
      }
    }
  }
}
