package sleeper.parquet.read;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.PrimitiveType;
import org.jspecify.annotations.Nullable;
import sleeper.parquet.block.BlockChecks;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.Dictionary;

/** One column of a file, page after page: where its levels and values are, and who decodes them. */
final class LeafValues {

  private final ColumnDescriptor descriptor;
  private final PageStream pages;
  private final MemoryBudget budget;
  private final LevelReader repetition;
  private final LevelReader definition;
  private final Map<Encoding, ValueDecoder> decoders = new EnumMap<>(Encoding.class);

  private @Nullable OffsetIndex offsetIndex;
  private @Nullable DictionaryValues dictionaryDecoder;
  private @Nullable Column dictionary;
  private @Nullable Dictionary sharedDictionary;
  private boolean dictionaryIsText;
  private long dictionaryBytes;
  private ValueDecoder decoder;
  private boolean ids;
  private int left;

  LeafValues(ColumnDescriptor descriptor, PageStream pages, MemoryBudget budget) {
    this.descriptor = descriptor;
    this.pages = pages;
    this.budget = budget;
    repetition = new LevelReader(descriptor.getMaxRepetitionLevel());
    definition = new LevelReader(descriptor.getMaxDefinitionLevel());
    decoder = decoder(Encoding.PLAIN);
  }

  /** Starts on the chunk of a row group. */
  void open(ColumnChunkMetaData chunk, @Nullable OffsetIndex index) throws IOException {
    pages.open(chunk, index);
    offsetIndex = index;
    budget.release(dictionaryBytes);
    dictionaryBytes = 0;
    dictionary = null;
    dictionaryDecoder = null;
    sharedDictionary = null;
    left = 0;
    if (index != null && index.getPageCount() > 0 && index.getOffset(0) > chunk.getStartingPos()) {
      loadUntilData();
    }
  }

  PrimitiveType type() {
    return descriptor.getPrimitiveType();
  }

  List<String> path() {
    return List.of(descriptor.getPath());
  }

  String name() {
    return String.join(".", descriptor.getPath());
  }

  int maxDefinitionLevel() {
    return descriptor.getMaxDefinitionLevel();
  }

  LevelReader repetition() {
    return repetition;
  }

  LevelReader definition() {
    return definition;
  }

  /** Decodes the values of the current page. */
  ValueDecoder decoder() {
    return decoder;
  }

  /** Whether the values of the current page are ids in {@link #sharedDictionary}. */
  boolean hasIds() {
    return ids;
  }

  /** The chunk's dictionary of strings or bytes, always the same object for the same chunk. */
  Dictionary sharedDictionary() {
    if (sharedDictionary == null) {
      BytesColumn bytes = (BytesColumn) dictionary();
      sharedDictionary = new Dictionary(bytes.data(), bytes.offsets(), bytes.size());
      dictionaryIsText = BlockChecks.firstNotUtf8(bytes, 0, bytes.size()) < 0;
    }
    return sharedDictionary;
  }

  /** Whether every string of the chunk's dictionary is valid UTF-8. */
  boolean isDictionaryText() {
    sharedDictionary();
    return dictionaryIsText;
  }

  /** The chunk's dictionary, in the physical type. */
  Column dictionary() {
    if (dictionary == null) {
      throw new BadPage("it needs a dictionary, and there is none before it");
    }
    return dictionary;
  }

  /** Whether it is known where the pages are, and that each starts with a row. */
  boolean hasIndex() {
    return offsetIndex != null;
  }

  /** How many levels of the current page are left. */
  int left() {
    return left;
  }

  /** Says that levels, and the values that belong to them, were read. */
  void consumed(int levels) {
    left -= levels;
  }

  /** Where the current page is in the file. */
  long pagePosition() {
    return pages.pagePosition();
  }

  /**
   * Goes to the next page if none is left of this one.
   *
   * @return false at the end of the chunk
   */
  boolean ensurePage() throws IOException {
    while (left == 0) {
      Page page = pages.next();
      if (page == null) {
        return false;
      }
      start(page);
    }
    return true;
  }

  /**
   * Leaves the current page for the one with a later row, without reading those between them where
   * the file has an index.
   *
   * @param next the first row of the next page
   * @param row the row that is wanted
   * @return the first row of the page that comes next now
   */
  long leavePage(long next, long row) {
    left = 0;
    return offsetIndex == null ? next : pages.seekRow(next, row);
  }

  private void loadUntilData() throws IOException {
    Page page = pages.next();
    if (page != null) {
      start(page);
    }
  }

  private void start(Page page) {
    if (page.isDictionary()) {
      loadDictionary(page);
      return;
    }
    int position = repetition.start(page, page.repetition(), page.start());
    position = definition.start(page, page.definition(), position);
    ids =
        page.encoding() == Encoding.RLE_DICTIONARY || page.encoding() == Encoding.PLAIN_DICTIONARY;
    decoder = ids ? dictionaryDecoder() : decoder(page.encoding());
    decoder.start(page.data(), position, page.end(), page.values());
    left = page.values();
  }

  private void loadDictionary(Page page) {
    if (page.encoding() != Encoding.PLAIN && page.encoding() != Encoding.PLAIN_DICTIONARY) {
      throw new BadPage("it is a dictionary with encoding " + page.encoding());
    }
    int size = page.end() - page.start();
    dictionaryBytes = size + (long) Long.BYTES * page.values();
    budget.reserve(dictionaryBytes, name());
    Column values = PhysicalTypes.column(type(), page.values(), size);
    ValueDecoder plain = decoder(Encoding.PLAIN);
    plain.start(page.data(), page.start(), page.end(), page.values());
    plain.read(values, page.values());
    dictionary = values;
    dictionaryDecoder = new DictionaryValues(values);
  }

  private DictionaryValues dictionaryDecoder() {
    dictionary();
    if (dictionaryDecoder == null) {
      throw new IllegalStateException("A dictionary has a decoder");
    }
    return dictionaryDecoder;
  }

  private ValueDecoder decoder(Encoding encoding) {
    ValueDecoder known = decoders.get(encoding);
    if (known == null) {
      known = PhysicalTypes.decoder(type(), encoding, budget, name());
      decoders.put(encoding, known);
    }
    return known;
  }
}
