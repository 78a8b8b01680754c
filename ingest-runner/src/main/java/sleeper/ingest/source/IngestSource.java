package sleeper.ingest.source;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import sleeper.core.schema.Schema;
import sleeper.parquet.block.BlockSource;

/**
 * The rows of an ingest job. One thread; the opener closes it.
 *
 * <p>Everything that can be known to be wrong without reading rows is said when the source is
 * opened.
 */
public interface IngestSource extends BlockSource {

  /** Where a row of the block last returned came from, such as {@code file in.parquet, row 17}. */
  String placeOf(int rowInBlock);

  /** How many rows there are, if that is known beforehand. */
  OptionalLong totalRows();

  /** The size of the input in bytes, 0 if it has none. */
  long totalBytes();

  /** About how many bytes of the input have been read. */
  long bytesRead();

  /** The files that were read so far, in order; none for rows that come from elsewhere. */
  default List<InputFile> inputFiles() {
    return List.of();
  }

  /** Opens a source once the table's schema and the memory that it may take are known. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens the source.
     *
     * @param schema the fields that blocks must have
     * @param context what else it needs to know
     * @throws sleeper.core.error.InvalidInput if the input cannot be ingested into such a table
     */
    IngestSource open(Schema schema, SourceContext context) throws IOException;
  }
}
