package sleeper.query.scan;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ReadSettings;
import sleeper.parquet.write.PageVersion;
import sleeper.parquet.write.WriteSettings;
import sleeper.query.parquet.RowGroupWriter;

/**
 * Sorted rows in a temporary Parquet file of small pages, so that many can be merged in little
 * memory. The file is deleted when it is closed.
 */
final class MergedRun implements BlockSource {

  private static final long READER_BYTES = 512L << 10;
  private static final long MOST_PAGE_BYTES = 64L << 20;
  private static final int PAGE_BYTES = 32 << 10;
  private static final int ROW_GROUP_BYTES = 8 << 20;
  private static final int ROW_GROUP_ROWS = 128 * 1024;

  private final TemporaryFile file;
  private final ParquetBlockReader reader;

  private MergedRun(TemporaryFile file, ParquetBlockReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Writes all rows that a source has left, and reads them again. */
  static MergedRun of(BlockSource rows, Schema columns, ScanSettings settings) throws IOException {
    TemporaryFile file = TemporaryFile.create(settings.temporaryFolder());
    try {
      write(rows, columns, file);
      ReadSettings read =
          ReadSettings.of(columns)
              .withBlockRows(settings.blockRows())
              .withMemoryBytes(READER_BYTES)
              .withPageBytes(MOST_PAGE_BYTES);
      return new MergedRun(file, ParquetBlockReader.open(file, read));
    } catch (IOException | RuntimeException e) {
      try (file) {
        throw e;
      }
    }
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    return reader.next();
  }

  @Override
  public long memoryBytes() {
    return READER_BYTES;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      reader.close();
    }
  }

  private static void write(BlockSource rows, Schema columns, TemporaryFile file)
      throws IOException {
    try (RowGroupWriter writer = new RowGroupWriter(file.writer(), columns, settingsOf(columns))) {
      for (RowBlock block = rows.next(); block != null; block = rows.next()) {
        writer.write(block);
      }
      writer.finish();
    }
  }

  /** What is written once and read once is compressed as fast as can be, without dictionaries. */
  private static WriteSettings settingsOf(Schema columns) {
    return new WriteSettings(
        CompressionCodecName.SNAPPY,
        WriteSettings.defaults().compressionLevel(),
        ROW_GROUP_ROWS,
        ROW_GROUP_BYTES,
        ROW_GROUP_ROWS,
        PAGE_BYTES,
        PageVersion.V2,
        columns.fields().stream().map(Field::name).collect(Collectors.toSet()),
        WriteSettings.defaults().columnIndexTruncateLength(),
        WriteSettings.defaults().statisticsTruncateLength(),
        true,
        Set.of());
  }
}
