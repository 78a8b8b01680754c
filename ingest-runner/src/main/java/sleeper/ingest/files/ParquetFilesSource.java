package sleeper.ingest.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.core.storage.SourceFile;
import sleeper.core.storage.SourceFiles;
import sleeper.ingest.source.IngestSource;
import sleeper.ingest.source.InputFile;
import sleeper.ingest.source.SourceContext;
import sleeper.parquet.block.RowBlock;
import sleeper.parquet.read.ParquetBlockReader;
import sleeper.parquet.read.ReadSettings;

/**
 * The rows of Parquet files, one file after another.
 *
 * <p>Every footer is checked against the schema before the first row is given, so that a file that
 * cannot fit is refused before any work is done. One file is open at a time.
 */
public final class ParquetFilesSource implements IngestSource {

  /** With this much, files of few columns and common pages are read at full speed. */
  private static final long ENOUGH_BYTES = 32L << 20;

  private final SourceFiles store;
  private final List<SourceFile> files;
  private ReadSettings settings;
  private long totalRows;
  private long rowsGiven;
  private final List<InputFile> inputFiles = new ArrayList<>();
  private int nextFile;
  private long bytesOfFinishedFiles;
  private @Nullable OpenFile current;

  private ParquetFilesSource(SourceFiles store, List<SourceFile> files, ReadSettings settings) {
    this.store = store;
    this.files = List.copyOf(files);
    this.settings = settings;
  }

  /**
   * A source of all rows of some files.
   *
   * @throws sleeper.core.error.InvalidInput if a file cannot be ingested into a table of the schema
   * @throws sleeper.core.error.CorruptData if a file's footer is broken
   */
  public static ParquetFilesSource open(
      SourceFiles store, List<SourceFile> files, Schema schema, SourceContext context)
      throws IOException {
    ReadSettings settings = ReadSettings.of(schema).withMemoryBytes(context.memoryBytes());
    ParquetFilesSource source = new ParquetFilesSource(store, files, settings);
    source.checkFooters(context.notices());
    return source;
  }

  @Override
  public @Nullable RowBlock next() throws IOException {
    while (true) {
      OpenFile file = current;
      if (file == null) {
        if (nextFile == files.size()) {
          return null;
        }
        file = OpenFile.open(store, files.get(nextFile++), settings);
        current = file;
      }
      RowBlock block = file.reader.next();
      if (block != null) {
        rowsGiven += block.rows();
        return block;
      }
      closeCurrent();
    }
  }

  @Override
  public String placeOf(int rowInBlock) {
    OpenFile file = current;
    if (file == null) {
      throw new IllegalStateException("There is no block");
    }
    return "file " + file.object.name() + ", row " + (file.reader.firstRow() + rowInBlock + 1);
  }

  @Override
  public OptionalLong totalRows() {
    return OptionalLong.of(totalRows);
  }

  @Override
  public long totalBytes() {
    return files.stream().mapToLong(SourceFile::length).sum();
  }

  /** Within a file, bytes are taken to be spread evenly over its rows. */
  @Override
  public long bytesRead() {
    OpenFile file = current;
    return bytesOfFinishedFiles + (file == null ? 0 : file.bytesBefore(rowsGiven));
  }

  @Override
  public List<InputFile> inputFiles() {
    return List.copyOf(inputFiles);
  }

  @Override
  public long memoryBytes() {
    return settings.memoryBytes();
  }

  @Override
  public void close() throws IOException {
    closeCurrent();
  }

  private void checkFooters(Consumer<String> notices) throws IOException {
    Set<String> ignored = new LinkedHashSet<>();
    Set<String> local = new LinkedHashSet<>();
    long wanted = Math.min(ENOUGH_BYTES, settings.memoryBytes() / 4);
    for (SourceFile file : files) {
      try (OpenFile open = OpenFile.open(store, file, settings)) {
        totalRows += open.reader.rows();
        ignored.addAll(open.reader.ignoredColumns());
        local.addAll(open.reader.localTimestampColumns());
        wanted = Math.max(wanted, open.reader.wantedBytes());
      }
    }
    settings = settings.withMemoryBytes(Math.min(wanted, settings.memoryBytes()));
    notice(notices, "Columns that the table has not were ignored", ignored);
    notice(notices, "Timestamps without a time zone were read as UTC in columns", local);
  }

  private static void notice(Consumer<String> notices, String what, Set<String> columns) {
    if (!columns.isEmpty()) {
      notices.accept(what + ": " + String.join(", ", columns));
    }
  }

  private void closeCurrent() throws IOException {
    OpenFile file = current;
    if (file != null) {
      current = null;
      inputFiles.add(new InputFile(file.object.name(), rowsGiven));
      bytesOfFinishedFiles += file.length;
      rowsGiven = 0;
      file.close();
    }
  }

  private record OpenFile(ReadableObject object, ParquetBlockReader reader, long length)
      implements AutoCloseable {

    static OpenFile open(SourceFiles store, SourceFile file, ReadSettings settings)
        throws IOException {
      ReadableObject object = store.open(file);
      try {
        return new OpenFile(object, ParquetBlockReader.open(object, settings), file.length());
      } catch (IOException | RuntimeException e) {
        object.close();
        throw e;
      }
    }

    long bytesBefore(long row) {
      long rows = reader.rows();
      return rows == 0 ? 0 : (long) ((double) length * row / rows);
    }

    @Override
    public void close() throws IOException {
      try (object) {
        reader.close();
      }
    }
  }
}
