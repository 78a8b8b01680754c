package sleeper.query.scan;

import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.jspecify.annotations.Nullable;
import sleeper.core.storage.ObjectStore;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ParquetFooter;
import sleeper.parquet.read.ReadSettings;
import sleeper.query.filter.ParquetPredicates;

/** Data files in an object store; row groups and pages that cannot match are not read. */
public final class ParquetDataFiles implements DataFiles {

  private final ObjectStore store;

  /** The files of a store. */
  public ParquetDataFiles(ObjectStore store) {
    this.store = store;
  }

  @Override
  public BlockSource open(String filename, ReadRequest request) throws IOException {
    ReadableObject file = store.open(filename);
    try {
      return new FileBlocks(file, ParquetBlockReader.open(file, settings(request)));
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  @Override
  public long rows(String filename) throws IOException {
    try (ReadableObject file = store.open(filename)) {
      return ParquetFooter.read(file).rows();
    }
  }

  private static ReadSettings settings(ReadRequest request) {
    Optional<FilterPredicate> predicate = ParquetPredicates.of(request.filter());
    return new ReadSettings(
        request.schema(),
        request.blockRows(),
        request.memoryBytes(),
        request.pageBytes(),
        predicate);
  }

  /** A reader together with the file that it leaves open. */
  private static final class FileBlocks implements BlockSource {

    private final ReadableObject file;
    private final ParquetBlockReader reader;

    FileBlocks(ReadableObject file, ParquetBlockReader reader) {
      this.file = file;
      this.reader = reader;
    }

    @Override
    public @Nullable RowBlock next() throws IOException {
      return reader.next();
    }

    @Override
    public long memoryBytes() {
      return reader.usualBytes();
    }

    @Override
    public void close() throws IOException {
      try (file) {
        reader.close();
      }
    }
  }
}
