package sleeper.ingest.rows;

import java.util.Iterator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.row.Row;
import sleeper.core.schema.Schema;
import sleeper.ingest.source.IngestSource;
import sleeper.parquet.block.RowBlock;

/** The rows of an iterator, a block at a time. The iterator stays the caller's to close. */
public final class RowIteratorSource implements IngestSource {

  private final Iterator<Row> rows;
  private final RowBlockFiller filler;
  private final BlockLimits limits;
  private final OptionalLong totalRows;

  /** A source of all that the iterator gives, in blocks as {@link RowBlockFiller} makes them. */
  public RowIteratorSource(
      Schema schema, Iterator<Row> rows, OptionalLong totalRows, BlockLimits limits) {
    this.rows = rows;
    this.totalRows = totalRows;
    this.limits = limits;
    filler = new RowBlockFiller(schema, limits);
  }

  @Override
  public @Nullable RowBlock next() {
    filler.clear();
    boolean room = true;
    while (room && rows.hasNext()) {
      room = filler.append(rows.next());
    }
    return filler.rows() == 0 ? null : filler.block();
  }

  @Override
  public String placeOf(int rowInBlock) {
    return filler.placeOf(rowInBlock);
  }

  @Override
  public OptionalLong totalRows() {
    return totalRows;
  }

  @Override
  public long totalBytes() {
    return 0;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return limits.memoryBytes();
  }

  @Override
  public void close() {}
}
