package sleeper.ingest.spill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.ingest.columns.ColumnCopy;
import sleeper.ingest.partition.RowOrder;
import sleeper.ingest.partition.RowPartitioner;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Columns;
import sleeper.parquet.block.DictionaryColumn;

/**
 * Rows kept by partition: in memory outside the heap, and once that is full in a spill file.
 *
 * <p>Every partition's rows stay in the order in which they were added. One thread adds; after that
 * any number of threads can read, each with its own {@link SliceReader}.
 */
public final class PartitionedRows implements AutoCloseable {

  private final StoreSettings settings;
  private final int partitions;
  private final RowOrder order;
  private final Dictionaries dictionaries;
  private final SectionLayout layout;
  private final Arena arena;
  private final List<StoredSection> sections = new ArrayList<>();
  private final List<SpillIndex> spills = new ArrayList<>();
  private final boolean[] hasIds;
  private final boolean[] hasPlain;
  private final long[] rows;
  private final long[] bytes;
  private final List<Column> gathered = new ArrayList<>();
  private @Nullable SectionWriter writer;
  private @Nullable SpillFile file;

  /** Empty; neither memory nor disk is taken yet. */
  public PartitionedRows(
      StoreSettings settings, RowPartitioner partitioner, Dictionaries dictionaries) {
    this.settings = settings;
    this.partitions = partitioner.partitions();
    this.order = new RowOrder(partitioner);
    this.dictionaries = dictionaries;
    layout = new SectionLayout(settings.schema());
    arena = new Arena(settings.arenaBytes());
    int fields = settings.schema().fields().size();
    hasIds = new boolean[fields];
    hasPlain = new boolean[fields];
    rows = new long[partitions];
    bytes = new long[partitions];
  }

  /** The most bytes of a block that is best added at once, where an arena has a size. */
  public static long pieceBytes(long arenaBytes) {
    return Arena.pieceBytes(arenaBytes);
  }

  /** How many pieces of a size fit an arena of a size before its rows have to be spilled. */
  public static long pieces(long arenaBytes, long pieceBytes) {
    return Arena.pieces(arenaBytes, pieceBytes);
  }

  /** How much memory so many bytes of rows are kept in, where an arena has a size. */
  public static long memoryBytes(long arenaBytes, long rowBytes) {
    return Arena.allocatedBytes(arenaBytes, rowBytes);
  }

  /** How many partitions there are, with or without rows. */
  public int partitions() {
    return partitions;
  }

  /** How many rows a partition has. */
  public long rows(int partition) {
    return rows[partition];
  }

  /** About how many bytes a partition's rows take in columns. */
  public long bytes(int partition) {
    long mixed = 0;
    for (int field = 0; field < hasIds.length; field++) {
      if (hasIds[field] && hasPlain[field]) {
        mixed += dictionaries.meanValueBytes(field);
      }
    }
    return bytes[partition] + mixed * rows[partition];
  }

  /** The bytes of memory that rows are kept in. */
  public long memoryBytes() {
    return arena.allocatedBytes();
  }

  /** The most bytes of a block of rows that is best added at once. */
  public long pieceBytes() {
    return arena.pieceBytes();
  }

  /** Whether rows are in memory that have not been spilled. */
  public boolean hasRowsInMemory() {
    return !sections.isEmpty();
  }

  /** About how many bytes a spill would write. */
  public long spillBytes() {
    return sections.stream().mapToLong(StoredSection::length).sum();
  }

  /** The bytes that some rows of columns take when they are kept. */
  public long bytesOf(List<Column> columns, int from, int to) {
    long size = layout.headerBytes();
    for (int field = 0; field < columns.size(); field++) {
      size += ColumnBytes.inSection(columns.get(field), from, to, idBytes(columns, field));
    }
    return size;
  }

  /**
   * Adds the rows {@code from} to {@code to} of some columns; false, and nothing added, if memory
   * is full. What has no rows in memory can take any rows.
   */
  public boolean add(List<Column> columns, int from, int to) {
    int size = Math.toIntExact(bytesOf(columns, from, to));
    Arena.Piece piece = arena.take(size);
    if (piece == null) {
      return false;
    }
    int[] starts = order.order(columns, from, to);
    if (writer == null) {
      writer = new SectionWriter(layout, piece.chunk());
    }
    writer.start(piece.chunk(), piece.position(), to - from);
    for (int field = 0; field < columns.size(); field++) {
      int idBytes = idBytes(columns, field);
      Column column = gather(columns.get(field), field, to - from, idBytes);
      writer.put(column, idBytes);
      countBytes(column, starts);
    }
    sections.add(new StoredSection(piece.chunk(), piece.position(), size, starts));
    for (int i = 0; i < partitions; i++) {
      rows[i] += starts[i + 1] - starts[i];
    }
    return true;
  }

  /** Writes all rows that are in memory to the spill file and gives their memory free. */
  public void spill() throws IOException {
    if (sections.isEmpty()) {
      return;
    }
    if (file == null) {
      file = SpillFile.create(settings.folder(), settings.disk());
    }
    SectionReader reader = new SectionReader(layout, dictionaries.current());
    try (SliceWriter slices = new SliceWriter(layout, file, settings.stageBytes(), partitions)) {
      List<Column> stage = newColumns();
      for (int partition = 0; partition < partitions; partition++) {
        stage(partition, reader, stage, slices);
        slices.endPartition(partition);
      }
      spills.add(slices.finish());
    }
    sections.clear();
    arena.reset();
  }

  /** Gives up the memory of rows, which must have been spilled. */
  public void freeMemory() {
    if (!sections.isEmpty()) {
      throw new IllegalStateException("Rows in memory have not been spilled");
    }
    arena.free();
  }

  /** Forgets all rows, in memory and on disk. */
  public void clear() throws IOException {
    sections.clear();
    spills.clear();
    arena.reset();
    java.util.Arrays.fill(rows, 0);
    java.util.Arrays.fill(bytes, 0);
    java.util.Arrays.fill(hasIds, false);
    java.util.Arrays.fill(hasPlain, false);
    if (file != null) {
      file.close();
      file = null;
    }
  }

  /** Empty columns that can take the rows of any partition. */
  public List<Column> newColumns() {
    List<Column> columns = new ArrayList<>();
    for (int field = 0; field < hasIds.length; field++) {
      var type = settings.schema().field(field).type();
      columns.add(
          hasIds[field] && !hasPlain[field]
              ? new DictionaryColumn(type, 0, dictionaries.current().get(field))
              : Columns.create(type, 0));
    }
    return columns;
  }

  /** Reads all rows of a partition, slice by slice; through a buffer that is used again. */
  public SliceReader read(int partition, SliceBuffer buffer) {
    return new SliceReader(
        this, partition, buffer, new SectionReader(layout, dictionaries.current()));
  }

  List<StoredSection> sections() {
    return sections;
  }

  List<SpillIndex> spills() {
    return spills;
  }

  @Nullable SpillFile file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    arena.close();
    sections.clear();
    spills.clear();
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private int idBytes(List<Column> columns, int field) {
    return columns.get(field) instanceof DictionaryColumn column
        ? dictionaries.idBytes(field, column)
        : 0;
  }

  private Column gather(Column column, int field, int count, int idBytes) {
    Column target = gatherTarget(column, field, idBytes);
    int[] newIds = idBytes > 0 ? dictionaries.newIds(field, (DictionaryColumn) column) : null;
    if (newIds == null) {
      ColumnCopy.gather(column, order.rows(), 0, count, target);
    } else {
      ColumnCopy.gatherMapped(
          (DictionaryColumn) column, newIds, order.rows(), 0, count, (DictionaryColumn) target);
    }
    return target;
  }

  private Column gatherTarget(Column column, int field, int idBytes) {
    boolean encoded = idBytes > 0;
    if (encoded) {
      hasIds[field] = true;
    } else {
      hasPlain[field] = true;
    }
    if (gathered.size() == field) {
      gathered.add(emptyTarget(column, encoded));
    } else if (gathered.get(field) instanceof DictionaryColumn != encoded) {
      gathered.set(field, emptyTarget(column, encoded));
    }
    Column target = gathered.get(field);
    byte[] flags = target.nulls();
    target.clear();
    target.setNulls(column.nulls() == null ? null : flags);
    return target;
  }

  private static Column emptyTarget(Column column, boolean encoded) {
    return encoded ? ColumnCopy.emptyLike(column) : Columns.create(column.type(), 0);
  }

  private void countBytes(Column column, int[] starts) {
    for (int i = 0; i < partitions; i++) {
      if (starts[i] < starts[i + 1]) {
        bytes[i] += ColumnBytes.inArrays(column, starts[i], starts[i + 1]);
      }
    }
  }

  private void stage(int partition, SectionReader reader, List<Column> stage, SliceWriter slices)
      throws IOException {
    for (StoredSection section : sections) {
      int from = section.starts()[partition];
      int to = section.starts()[partition + 1];
      if (from < to) {
        reader.append(section.chunk(), section.position(), from, to, stage);
        slices.addWhenLarge(stage);
      }
    }
    slices.add(stage);
  }
}
