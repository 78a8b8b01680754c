package sleeper.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import sleeper.core.partition.SplitPointEstimate;
import sleeper.core.partition.SplitPointEstimator;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;
import sleeper.parquet.block.BlockRows;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ParquetFooter;
import sleeper.parquet.read.ReadSettings;
import sleeper.parquet.schema.ParquetSchemas;
import sleeper.storage.local.LocalSourceFiles;

/**
 * Parquet files to make a table for: what columns they have, and where their keys lie. Files are
 * opened for each call; nothing has to be closed.
 */
public final class InputFiles {

  private static final String SUFFIX = ".parquet";
  private static final int MIN_SAMPLE = 100_000;
  private static final int SAMPLE_PER_PARTITION = 1000;
  private static final int MAX_SAMPLE = 2_000_000;

  private final SourceFiles source;
  private final List<SourceFile> files;

  InputFiles(SourceFiles source, String path) throws IOException {
    this.source = source;
    files = source.find(List.of(path), SUFFIX);
  }

  /**
   * A Parquet file of this machine, or those below a folder.
   *
   * @throws sleeper.core.error.InvalidInput if there is none
   */
  public static InputFiles parquet(Path fileOrFolder) throws IOException {
    return new InputFiles(new LocalSourceFiles(), fileOrFolder.toString());
  }

  /**
   * A schema with the columns of the first file.
   *
   * @param rowKeys the names of the row keys; without any, the first column
   * @param sortKeys the names of the sort keys
   * @throws sleeper.core.error.InvalidInput if a key is not in the file or cannot be a key
   */
  public Schema schema(List<String> rowKeys, List<String> sortKeys) throws IOException {
    MessageType columns = columns();
    List<String> keys = rowKeys.isEmpty() ? List.of(columns.getFieldName(0)) : rowKeys;
    return ParquetSchemas.infer(columns, keys, sortKeys);
  }

  /** A sentence for each column of the first file that a table cannot have. */
  public List<String> columnsWithoutType() throws IOException {
    return ParquetSchemas.unmapped(columns());
  }

  /**
   * Chooses split points that part the rows of these files evenly, from their first row keys: all
   * of them in small files, evenly spread ones in larger files.
   *
   * @param schema the columns of the table
   * @param partitions how many leaf partitions to aim for, at least 1
   * @throws sleeper.core.error.InvalidInput if the files have not the row key, or no rows
   */
  public SplitPointEstimate estimateSplitPoints(Schema schema, int partitions) throws IOException {
    Field rowKey = schema.rowKeyFields().get(0);
    return SplitPointEstimator.estimate(rowKey, sample(rowKey, sampleSize(partitions)), partitions);
  }

  private static long sampleSize(int partitions) {
    return Math.max(MIN_SAMPLE, Math.min(MAX_SAMPLE, (long) partitions * SAMPLE_PER_PARTITION));
  }

  private List<Object> sample(Field rowKey, long size) throws IOException {
    long stride = Math.max(1, (rows() + size - 1) / size);
    ReadSettings settings = ReadSettings.of(Schema.ofColumns(List.of(rowKey)));
    List<Object> sample = new ArrayList<>();
    long skip = 0;
    for (SourceFile file : files) {
      try (ReadableObject open = source.open(file);
          ParquetBlockReader reader = ParquetBlockReader.open(open, settings)) {
        for (RowBlock block = reader.next(); block != null; block = reader.next()) {
          skip = take(block, skip, stride, sample);
        }
      }
    }
    return sample;
  }

  /** Takes every row that is a stride from the last; returns how many to skip in the next block. */
  private static long take(RowBlock block, long skip, long stride, List<Object> sample) {
    long row = skip;
    for (; row < block.rows(); row += stride) {
      Object value = BlockRows.row(block, (int) row).get(0);
      if (value != null) {
        sample.add(value);
      }
    }
    return row - block.rows();
  }

  private long rows() throws IOException {
    long rows = 0;
    for (SourceFile file : files) {
      try (ReadableObject open = source.open(file)) {
        rows += ParquetFooter.read(open).rows();
      }
    }
    return rows;
  }

  private MessageType columns() throws IOException {
    try (ReadableObject open = source.open(files.get(0))) {
      return ParquetFooter.read(open).schema();
    }
  }
}
