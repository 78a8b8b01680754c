package sleeper.parquet.sketch;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantiles.ItemsSketch;

/** Reads sketches as Sleeper does: with the DataSketches library. */
final class SketchFile {

  /** Its memory library refuses every other version. */
  private static final Set<Integer> LIBRARY_RUNS_ON = Set.of(8, 11, 17, 21);

  private SketchFile() {}

  /** The serialised sketches of a file, in the order of the row keys. */
  static List<byte[]> images(byte[] file) {
    List<byte[]> images = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(file);
    while (buffer.hasRemaining()) {
      byte[] image = new byte[buffer.getInt()];
      buffer.get(image);
      images.add(image);
    }
    return images;
  }

  static <T> ItemsSketch<T> read(
      byte[] image, Class<T> type, Comparator<T> order, ArrayOfItemsSerDe<T> items) {
    int java = Runtime.version().feature();
    assumeThat(LIBRARY_RUNS_ON)
        .as("DataSketches, which reads sketches in this test, runs on these versions of Java")
        .contains(java);
    return ItemsSketch.getInstance(type, Memory.wrap(image), order, items);
  }
}
