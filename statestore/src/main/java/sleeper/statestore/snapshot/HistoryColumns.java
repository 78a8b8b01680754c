package sleeper.statestore.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.transaction.FileHistory;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.FilesStateBuilder.Parts;
import sleeper.core.statestore.transaction.TrackedFile;

/** The history of files, in rows. */
final class HistoryColumns {

  private static final int BATCH_ROWS = 1000;
  private static final String NUMBER = "transactionNumber";
  private static final String LIFE = "life";
  private static final String EARLIEST = "earliestReadable";
  private static final String FILES = "files";
  private static final String CLEARED = "clearedFiles";

  private HistoryColumns() {}

  static Map<String, String> metadata(FilesState state) {
    return Map.of(
        NUMBER, Long.toString(state.number()),
        LIFE, Long.toString(state.life()),
        EARLIEST, Long.toString(state.earliestReadable()),
        FILES, Integer.toString(state.files().size()),
        CLEARED, Integer.toString(state.clearedFiles().size()));
  }

  static void write(FilesState state, BatchWriter writer) throws IOException {
    try (writer) {
      writer.start();
      for (TrackedFile file : state.files()) {
        writeRow(file, writer);
      }
      for (TrackedFile file : state.clearedFiles()) {
        writer
            .column("clearedTime", TimeStampMilliVector.class)
            .setSafe(writer.row(), file.updateTime().toEpochMilli());
        writeRow(file, writer);
      }
      writer.end();
    }
  }

  private static void writeRow(TrackedFile file, BatchWriter writer) throws IOException {
    int row = writer.row();
    Texts.set(writer.column("filename", VarCharVector.class), row, file.filename());
    writer.column("addedAt", BigIntVector.class).setSafe(row, file.history().addedAt());
    writer.column("releasedAt", BigIntVector.class).setSafe(row, file.history().releasedAt());
    writer.endRow();
    if (row + 1 >= BATCH_ROWS) {
      writer.endBatch();
    }
  }

  static FileHistories read(ArrowStreamReader reader) throws IOException {
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    VarCharVector filenames = (VarCharVector) root.getVector("filename");
    BigIntVector addedAt = (BigIntVector) root.getVector("addedAt");
    BigIntVector releasedAt = (BigIntVector) root.getVector("releasedAt");
    TimeStampMilliVector clearedTime = (TimeStampMilliVector) root.getVector("clearedTime");
    Parts parts = readParts(root.getSchema().getCustomMetadata());
    Map<String, FileHistory> byFile = new HashMap<>();
    List<TrackedFile> cleared = new ArrayList<>();
    while (reader.loadNextBatch()) {
      for (int row = 0; row < root.getRowCount(); row++) {
        String filename = Texts.get(filenames, row);
        FileHistory history = new FileHistory(addedAt.get(row), releasedAt.get(row));
        if (clearedTime.isNull(row)) {
          byFile.put(filename, history);
        } else {
          Instant time = Instant.ofEpochMilli(clearedTime.get(row));
          cleared.add(new TrackedFile(filename, time, List.of(), history));
        }
      }
    }
    requireWhole(root.getSchema().getCustomMetadata(), byFile.size(), cleared.size());
    return new FileHistories(true, parts, byFile, cleared);
  }

  /** A stream that is cut off between two batches looks as if it ended there. */
  private static void requireWhole(Map<String, String> metadata, int files, int cleared)
      throws CorruptData {
    if (readNumber(metadata, FILES) != files || readNumber(metadata, CLEARED) != cleared) {
      throw new CorruptData(
          "The history of a snapshot is cut off: files=%d, wanted=%s".formatted(files, metadata));
    }
  }

  private static Parts readParts(Map<String, String> metadata) throws CorruptData {
    return new Parts(
        readNumber(metadata, NUMBER), readNumber(metadata, LIFE), readNumber(metadata, EARLIEST));
  }

  private static long readNumber(Map<String, String> metadata, String name) throws CorruptData {
    String text = metadata.get(name);
    if (text == null) {
      throw new CorruptData("The history of a snapshot lacks its metadata: name=" + name);
    }
    return Long.parseLong(text);
  }
}
