package sleeper.ingest.spill;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.Column;

/** Reads the rows of one partition in the order in which they were added. Not thread-safe. */
public final class SliceReader {

  private final PartitionedRows rows;
  private final int partition;
  private final SliceBuffer buffer;
  private final SectionReader sections;
  private @Nullable SliceLoader slices;
  private int spill;
  private int slice;
  private int section;

  SliceReader(PartitionedRows rows, int partition, SliceBuffer buffer, SectionReader sections) {
    this.rows = rows;
    this.partition = partition;
    this.buffer = buffer;
    this.sections = sections;
    slice = rows.spills().isEmpty() ? 0 : rows.spills().get(0).first(partition);
  }

  /**
   * Appends the next rows to columns; false if there are no more.
   *
   * @throws sleeper.core.error.CorruptData if the spill file was changed
   */
  public boolean next(List<Column> columns) throws IOException {
    if (findSlice()) {
      slices().load(rows.spills().get(spill), slice++, columns);
      return true;
    }
    if (findSection()) {
      StoredSection stored = rows.sections().get(section++);
      int from = stored.starts()[partition];
      int to = stored.starts()[partition + 1];
      sections.append(stored.chunk(), stored.position(), from, to, columns);
      return true;
    }
    return false;
  }

  /** Passes over the next rows; false if there are no more. */
  public boolean skip() {
    if (findSlice()) {
      slice++;
      return true;
    }
    if (findSection()) {
      section++;
      return true;
    }
    return false;
  }

  private SliceLoader slices() {
    if (slices == null) {
      SpillFile file = Objects.requireNonNull(rows.file(), "Slices are in a file");
      slices = new SliceLoader(file, buffer, sections);
    }
    return slices;
  }

  private boolean findSlice() {
    while (spill < rows.spills().size()) {
      if (slice < rows.spills().get(spill).after(partition)) {
        return true;
      }
      spill++;
      if (spill < rows.spills().size()) {
        slice = rows.spills().get(spill).first(partition);
      }
    }
    return false;
  }

  private boolean findSection() {
    while (section < rows.sections().size()) {
      int[] starts = rows.sections().get(section).starts();
      if (starts[partition] < starts[partition + 1]) {
        return true;
      }
      section++;
    }
    return false;
  }
}
