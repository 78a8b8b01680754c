package sleeper.ingest.finish;

import java.nio.file.Path;
import sleeper.core.schema.Schema;
import sleeper.ingest.spill.Dictionaries;
import sleeper.ingest.spill.DiskBudget;

/**
 * How leaves are finished.
 *
 * @param schema the fields
 * @param leafBytes the most memory that finishing one leaf may take
 * @param fileBytes the part of it that an open file takes besides its row group
 * @param rowGroupRows the most rows of a row group
 * @param rowGroupBytes about the most bytes of a row group before compression
 * @param folder where spill files of oversized leaves are made
 * @param disk how much of the disk they may use
 * @param dictionaries what the ids of dictionary encoded columns mean, frozen
 */
public record FinishSettings(
    Schema schema,
    long leafBytes,
    long fileBytes,
    int rowGroupRows,
    long rowGroupBytes,
    Path folder,
    DiskBudget disk,
    Dictionaries dictionaries) {

  /** Settings with another limit of memory for a leaf. */
  public FinishSettings withLeafBytes(long bytes) {
    return new FinishSettings(
        schema, bytes, fileBytes, rowGroupRows, rowGroupBytes, folder, disk, dictionaries);
  }
}
