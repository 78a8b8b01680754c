package sleeper.statestore.snapshot;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.TimeStampMilliVector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import sleeper.core.error.CorruptData;
import sleeper.core.statestore.FileReference;
import sleeper.core.statestore.transaction.FilesState;
import sleeper.core.statestore.transaction.FilesStateBuilder;
import sleeper.core.statestore.transaction.TimedReference;
import sleeper.core.statestore.transaction.TrackedFile;

/** Files and their references, in rows. */
final class FilesColumns {

  /** A batch ends once it has this many references; a file without any counts as one. */
  private static final int BATCH_REFERENCES = 1000;

  private FilesColumns() {}

  static void write(FilesState state, BatchWriter writer) throws IOException {
    List<TrackedFile> files = new ArrayList<>(state.files());
    files.sort(Comparator.comparing(TrackedFile::filename));
    try (writer) {
      writer.start();
      int counted = 0;
      int references = 0;
      for (TrackedFile file : files) {
        references = writeRow(file, writer, references);
        counted += Math.max(1, file.references().size());
        if (counted >= BATCH_REFERENCES) {
          writer.endBatch();
          counted = 0;
          references = 0;
        }
      }
      writer.end();
    }
  }

  /** Returns how many references the batch has with those of the row. */
  private static int writeRow(TrackedFile file, BatchWriter writer, int references) {
    int row = writer.row();
    Texts.set(writer.column("filename", VarCharVector.class), row, file.filename());
    writer
        .column("updateTime", TimeStampMilliVector.class)
        .setSafe(row, file.updateTime().toEpochMilli());
    ListVector lists = writer.column("partitionReferences", ListVector.class);
    ReferenceColumns columns = new ReferenceColumns((StructVector) lists.getDataVector());
    lists.startNewValue(row);
    int end = references;
    for (TimedReference held : file.references()) {
      columns.write(end, held);
      end++;
    }
    lists.endValue(row, file.references().size());
    writer.endRow();
    return end;
  }

  static FilesState read(ArrowStreamReader reader, long number, FileHistories histories)
      throws IOException {
    if (histories.parts().number() != number) {
      throw new CorruptData(
          "A snapshot and its history are of different transactions: number=%d, history=%d"
              .formatted(number, histories.parts().number()));
    }
    VectorSchemaRoot root = reader.getVectorSchemaRoot();
    FilesStateBuilder builder = FilesStateBuilder.from(histories.parts());
    histories.cleared().forEach(builder::restoreCleared);
    while (reader.loadNextBatch()) {
      for (int row = 0; row < root.getRowCount(); row++) {
        builder.restore(readRow(root, row, histories));
      }
    }
    FilesState state = builder.build();
    if (histories.isKnown() && histories.byFile().size() != state.files().size()) {
      throw new CorruptData(
          "A snapshot is cut off: files=%d, wanted=%d"
              .formatted(state.files().size(), histories.byFile().size()));
    }
    return state;
  }

  private static TrackedFile readRow(VectorSchemaRoot root, int row, FileHistories histories) {
    String filename = Texts.get((VarCharVector) root.getVector("filename"), row);
    long time = ((TimeStampMilliVector) root.getVector("updateTime")).get(row);
    ListVector lists = (ListVector) root.getVector("partitionReferences");
    ReferenceColumns columns = new ReferenceColumns((StructVector) lists.getDataVector());
    List<TimedReference> references = new ArrayList<>();
    for (int i = lists.getElementStartIndex(row); i < lists.getElementEndIndex(row); i++) {
      references.add(columns.read(i, filename));
    }
    return new TrackedFile(
        filename, Instant.ofEpochMilli(time), references, histories.of(filename));
  }

  /** The columns of the references in a batch. */
  private static final class ReferenceColumns {

    private final StructVector references;
    private final VarCharVector partitionId;
    private final TimeStampMilliVector updateTime;
    private final VarCharVector jobId;
    private final UInt8Vector numberOfRows;
    private final BitVector countApproximate;
    private final BitVector onlyContainsDataForThisPartition;

    private ReferenceColumns(StructVector references) {
      this.references = references;
      partitionId = references.getChild("partitionId", VarCharVector.class);
      updateTime = references.getChild("updateTime", TimeStampMilliVector.class);
      jobId = references.getChild("jobId", VarCharVector.class);
      numberOfRows = references.getChild("numberOfRows", UInt8Vector.class);
      countApproximate = references.getChild("countApproximate", BitVector.class);
      onlyContainsDataForThisPartition =
          references.getChild("onlyContainsDataForThisPartition", BitVector.class);
    }

    private void write(int index, TimedReference held) {
      FileReference reference = held.reference();
      references.setIndexDefined(index);
      Texts.set(partitionId, index, reference.partitionId());
      updateTime.setSafe(index, held.updateTime().toEpochMilli());
      Texts.setOptional(jobId, index, reference.jobId());
      numberOfRows.setSafe(index, reference.numberOfRows());
      countApproximate.setSafe(index, reference.countApproximate() ? 1 : 0);
      onlyContainsDataForThisPartition.setSafe(
          index, reference.onlyContainsDataForThisPartition() ? 1 : 0);
    }

    private TimedReference read(int index, String filename) {
      FileReference reference =
          new FileReference(
              filename,
              Texts.get(partitionId, index),
              numberOfRows.get(index),
              Texts.getOptional(jobId, index),
              countApproximate.get(index) == 1,
              onlyContainsDataForThisPartition.get(index) == 1);
      return new TimedReference(reference, Instant.ofEpochMilli(updateTime.get(index)));
    }
  }
}
