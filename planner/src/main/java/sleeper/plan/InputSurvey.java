package sleeper.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import sleeper.core.error.InvalidInput;
import sleeper.core.partition.PartitionTree;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;
import sleeper.ingest.files.ParquetFilesSource;
import sleeper.ingest.runner.IngestSettings;
import sleeper.ingest.source.SourceContext;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ParquetFooter;
import sleeper.parquet.read.ReadSettings;
import sleeper.plan.EngineSettings.SourceUse;
import sleeper.plan.Workload.JobInput;

/**
 * What the footers of input files say about a job that would ingest them.
 *
 * @param files how many files
 * @param bytes of all of them
 * @param rows of all of them
 * @param rowBytes the bytes of a row in memory, estimated from columns and their encodings
 * @param leaves leaf partitions that the least and greatest keys of row groups let get rows
 * @param input what reading them asks for
 * @param source what their reader takes of the memory budget
 */
public record InputSurvey(
    long files,
    long bytes,
    long rows,
    double rowBytes,
    long leaves,
    JobInput input,
    SourceUse source) {

  /** A job takes no more than this part of its memory budget for its source. */
  private static final int MOST_SOURCE_SHARE = 2;

  /** The table that the files are for. */
  public record Target(Schema schema, PartitionTree tree) {}

  /**
   * Reads the footers of files, each twice, and no rows.
   *
   * @throws InvalidInput if a file cannot be ingested into the table, or none has rows
   * @throws sleeper.core.error.CorruptData if a footer is broken
   */
  public static InputSurvey of(
      SourceFiles source, List<SourceFile> files, Target table, IngestSettings budgets)
      throws IOException {
    long bytes;
    long rows;
    long memoryBytes;
    try (ParquetFilesSource opened =
        ParquetFilesSource.open(source, files, table.schema(), context(budgets))) {
      bytes = opened.totalBytes();
      rows = opened.totalRows().orElseThrow();
      memoryBytes = opened.memoryBytes();
    }
    if (rows == 0) {
      throw new InvalidInput(
          "The %d input files have no rows, so that there is nothing to plan"
              .formatted(files.size()));
    }
    Footers footers = Footers.read(source, files, table);
    int blockRows = blockRows(source, files.get(0), table.schema(), memoryBytes);
    return new InputSurvey(
        files.size(),
        bytes,
        rows,
        footers.rowBytes(),
        Math.max(1, footers.leaves.size()),
        new JobInput(files.size(), footers.rowGroupBytes(), table.schema().fields().size()),
        new SourceUse(memoryBytes, blockRows));
  }

  private static SourceContext context(IngestSettings budgets) {
    return new SourceContext(
        budgets.memoryBytes() / MOST_SOURCE_SHARE, budgets.memoryBytes(), notice -> {});
  }

  private static int blockRows(SourceFiles source, SourceFile file, Schema schema, long memoryBytes)
      throws IOException {
    ReadSettings settings = ReadSettings.of(schema).withMemoryBytes(memoryBytes);
    try (ReadableObject open = source.open(file);
        ParquetBlockReader reader = ParquetBlockReader.open(open, settings)) {
      return reader.blockRows();
    }
  }

  /** What is gathered from one footer after another. */
  private static final class Footers {

    private final List<Double> rowBytes = new ArrayList<>();
    private final List<Long> rowCounts = new ArrayList<>();
    private final Set<String> leaves = new HashSet<>();
    private double groupBytes;
    private long groups;

    static Footers read(SourceFiles source, List<SourceFile> files, Target table)
        throws IOException {
      Footers all = new Footers();
      for (SourceFile file : files) {
        try (ReadableObject open = source.open(file)) {
          all.add(ParquetFooter.read(open), table);
        }
      }
      return all;
    }

    private void add(ParquetFooter footer, Target table) {
      rowBytes.add(RowSizes.ofFile(table.schema(), footer));
      rowCounts.add(footer.rows());
      groups += footer.rowGroups().size();
      groupBytes += footer.rowGroups().stream().mapToLong(BlockMetaData::getCompressedSize).sum();
      leaves.addAll(KeyRanges.leaves(table, footer));
    }

    double rowGroupBytes() {
      return groups == 0 ? 0 : groupBytes / groups;
    }

    double rowBytes() {
      double sum = 0;
      long rows = 0;
      for (int i = 0; i < rowBytes.size(); i++) {
        sum += rowBytes.get(i) * rowCounts.get(i);
        rows += rowCounts.get(i);
      }
      return sum / rows;
    }
  }
}
