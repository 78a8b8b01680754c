package sleeper.ingest.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import sleeper.core.error.CorruptData;
import sleeper.parquet.block.Column;

/** Loads slices of a spill file and checks that they are what was written. Not thread-safe. */
final class SliceLoader {

  private final SpillFile file;
  private final SliceBuffer buffer;
  private final SectionReader sections;
  private final CRC32C checksum = new CRC32C();

  SliceLoader(SpillFile file, SliceBuffer buffer, SectionReader sections) {
    this.file = file;
    this.buffer = buffer;
    this.sections = sections;
  }

  /**
   * Appends the rows of a slice to columns.
   *
   * @throws CorruptData if the file was changed
   */
  void load(SpillIndex index, int slice, List<Column> columns) throws IOException {
    int length = index.length(slice);
    Chunk chunk = buffer.room(length);
    ByteBuffer target = chunk.part(0, length);
    file.read(index.position(slice), target);
    checksum.reset();
    checksum.update(target.flip());
    if ((int) checksum.getValue() != index.checksum(slice)) {
      throw new CorruptData(
          "A spill file was changed after it was written, or its disk is broken; run the job again:"
              + " file="
              + file.path()
              + ", position="
              + index.position(slice)
              + ", bytes="
              + length);
    }
    sections.append(chunk, 0, 0, SectionReader.rows(chunk, 0), columns);
  }
}
