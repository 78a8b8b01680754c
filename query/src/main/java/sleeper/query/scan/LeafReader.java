package sleeper.query.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;

/** Opens the files of one leaf partition as one sorted source. */
final class LeafReader {

  private static final long LEAST_READER_BYTES = 16L << 20;

  private final DataFiles files;
  private final ScanSettings settings;
  private final Schema columns;
  private final int keyCount;

  LeafReader(ScanFiles files, Schema columns, int keyCount) {
    this.files = files.files();
    this.settings = files.settings();
    this.columns = columns;
    this.keyCount = keyCount;
  }

  /** The matching rows of a leaf in order; a single file goes through without a merge. */
  BlockSource open(LeafRead leaf) throws IOException {
    List<BlockSource> sources = new ArrayList<>();
    try {
      for (FileRead file : leaf.files()) {
        sources.add(open(file, memoryOf(leaf.files().size())));
      }
    } catch (IOException | RuntimeException e) {
      closeAfter(e, sources);
      throw e;
    }
    return sources.size() == 1
        ? sources.get(0)
        : new MergedBlocks(sources, columns, keyCount, settings.blockRows());
  }

  /** A limit for one of some readers; a page of each column is mostly much less. */
  private long memoryOf(int readers) {
    return Math.max(LEAST_READER_BYTES, settings.memoryBytes() / readers);
  }

  private BlockSource open(FileRead file, long memoryBytes) throws IOException {
    ReadRequest request =
        new ReadRequest(columns, file.filter(), settings.blockRows(), memoryBytes);
    BlockSource source = files.open(file.reference().filename(), request);
    return file.filter().keepsEveryRow()
        ? source
        : new FilteredBlocks(source, file.filter(), columns);
  }

  private static void closeAfter(Exception failure, List<BlockSource> sources) {
    try {
      Closing.all(sources, BlockSource::close);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
