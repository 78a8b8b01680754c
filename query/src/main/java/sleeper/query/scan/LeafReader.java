package sleeper.query.scan;

import java.io.IOException;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;

/** Opens the files of one leaf partition as one sorted source. */
final class LeafReader {

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
    LeafSources sources = new LeafSources(settings, columns, keyCount);
    try {
      for (FileRead file : leaf.files()) {
        sources.add(open(file, leaf.files().size()));
      }
      return sources.merged();
    } catch (IOException | RuntimeException e) {
      sources.closeAfter(e);
      throw e;
    }
  }

  private BlockSource open(FileRead file, int readers) throws IOException {
    ReadRequest request = settings.request(columns, file.filter(), readers);
    BlockSource source = files.open(file.reference().filename(), request);
    return file.filter().keepsEveryRow()
        ? source
        : new FilteredBlocks(source, file.filter(), columns);
  }
}
