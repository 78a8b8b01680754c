package sleeper.ingest.spill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.Column;

/**
 * Runs of sorted rows in a spill file, page by page. One thread writes all runs, then reads them.
 */
public final class SortedRuns implements AutoCloseable {

  private static final int WRITE_BYTES = 1 << 16;

  private final SectionLayout layout;
  private final Dictionaries dictionaries;
  private final SpillFile file;
  private final List<SpillIndex> runs = new ArrayList<>();
  private final SliceBuffer buffer = new SliceBuffer();
  private @Nullable SliceWriter writer;

  /** No runs, in a file that is made now. */
  public SortedRuns(Schema schema, Dictionaries dictionaries, Path folder, DiskBudget disk)
      throws IOException {
    layout = new SectionLayout(schema);
    this.dictionaries = dictionaries;
    file = SpillFile.create(folder, disk);
  }

  /** Starts the next run. */
  public void startRun() throws IOException {
    endRun();
    writer = new SliceWriter(layout, file, WRITE_BYTES, 1);
  }

  /** Appends rows to the run as one page, and clears the columns. */
  public void addPage(List<Column> columns) throws IOException {
    if (writer == null) {
      throw new IllegalStateException("No run has been started");
    }
    writer.add(columns);
  }

  /** Ends the last run; how many there are. */
  public int finish() throws IOException {
    endRun();
    return runs.size();
  }

  /** A reader of a run; all readers use one buffer in turns. */
  public RunReader read(int run) {
    SectionReader sections = new SectionReader(layout, dictionaries.current());
    return new RunReader(new SliceLoader(file, buffer, sections), runs.get(run));
  }

  @Override
  public void close() throws IOException {
    buffer.close();
    if (writer != null) {
      writer.close();
    }
    file.close();
  }

  private void endRun() throws IOException {
    if (writer != null) {
      writer.endPartition(0);
      runs.add(writer.finish());
      writer.close();
      writer = null;
    }
  }
}
