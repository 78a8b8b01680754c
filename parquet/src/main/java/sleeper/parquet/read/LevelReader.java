package sleeper.parquet.read;

import java.util.Arrays;
import org.apache.parquet.column.Encoding;

/** Reads the repetition or definition levels of one page after another. */
final class LevelReader {

  private final int maxLevel;
  private final int width;
  private final RunLengthReader runs = new RunLengthReader();
  private boolean oldPacking;
  private byte[] data = new byte[0];
  private long bitPosition;
  private long bitEnd;

  LevelReader(int maxLevel) {
    this.maxLevel = maxLevel;
    width = Integer.SIZE - Integer.numberOfLeadingZeros(maxLevel);
  }

  /**
   * Starts on a page's levels.
   *
   * @return where they end
   */
  int start(Page page, Page.Levels levels, int position) {
    if (maxLevel == 0) {
      return position + Math.max(0, levels.bytes());
    }
    oldPacking = levels.encoding() == Encoding.BIT_PACKED;
    return oldPacking ? startPacked(page, position) : startRuns(page, levels, position);
  }

  /** Passes over levels if they are all the same and that is quick to see. */
  boolean skipRun(int level, int count) {
    return maxLevel == 0 ? level == 0 : !oldPacking && runs.skipRun(level, count);
  }

  /** Reads the next levels; none is above the highest. */
  void read(int[] target, int count) {
    if (maxLevel == 0) {
      Arrays.fill(target, 0, count, 0);
      return;
    }
    if (oldPacking) {
      readPacked(target, count);
    } else {
      runs.read(target, 0, count);
    }
    int highest = 0;
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, target[i]);
    }
    if (highest > maxLevel) {
      throw new BadPage("it has a level of " + highest + " where " + maxLevel + " is the highest");
    }
  }

  private int startRuns(Page page, Page.Levels levels, int position) {
    int from = position;
    int bytes = levels.bytes();
    if (bytes < 0) {
      if (page.end() - position < Integer.BYTES) {
        throw new BadPage("it ends before its levels");
      }
      bytes = LittleEndian.intAt(page.data(), position);
      from += Integer.BYTES;
    }
    if (bytes < 0 || bytes > page.end() - from) {
      throw new BadPage("its levels are longer than the page");
    }
    runs.start(page.data(), from, from + bytes, width);
    return from + bytes;
  }

  private int startPacked(Page page, int position) {
    long bytes = ((long) page.values() * width + 7) / 8;
    if (bytes > page.end() - position) {
      throw new BadPage("its levels are longer than the page");
    }
    data = page.data();
    bitPosition = 8L * position;
    bitEnd = 8L * (position + bytes);
    return position + (int) bytes;
  }

  private void readPacked(int[] target, int count) {
    if (bitPosition + (long) count * width > bitEnd) {
      throw new BadPage("its levels end too early");
    }
    for (int i = 0; i < count; i++) {
      int value = 0;
      for (int bit = 0; bit < width; bit++, bitPosition++) {
        value = (value << 1) | ((data[(int) (bitPosition >>> 3)] >>> (7 - (bitPosition & 7))) & 1);
      }
      target[i] = value;
    }
  }
}
