package sleeper.parquet.read;

import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.PageType;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a page. Statistics in it are passed over, however long. Numbers that are
 * missing are -1.
 */
final class PageHeader {

  private @Nullable PageType type;
  private int uncompressedBytes = -1;
  private int compressedBytes = -1;
  private @Nullable Integer checksum;
  private @Nullable PageType details;
  private int values = -1;
  private int encoding = -1;
  private int definitionEncoding = -1;
  private int repetitionEncoding = -1;
  private int definitionBytes = -1;
  private int repetitionBytes = -1;
  private boolean isCompressed = true;

  private PageHeader() {}

  /**
   * Reads a header.
   *
   * @param available the input has at most so many bytes
   * @throws BadPage if it is not the header of a page
   * @throws java.io.EOFException if the input ends inside of it
   */
  static PageHeader read(InputStream input, long available) throws IOException {
    PageHeader header = new PageHeader();
    header.readFrom(new CompactReader(input, available));
    return header;
  }

  /** What kind of page follows, whose own part of the header is there. */
  PageType type() {
    if (type == null) {
      throw new BadPage("its header has an unknown page type");
    }
    if (type != details && type != PageType.INDEX_PAGE) {
      throw new BadPage("its header has no part for a " + type);
    }
    return type;
  }

  int uncompressedBytes() {
    return uncompressedBytes;
  }

  int compressedBytes() {
    return compressedBytes;
  }

  /** The CRC-32 of the page as it is written, if there is one. */
  @Nullable Integer checksum() {
    return checksum;
  }

  /** How many values the page has, nulls included. */
  int values() {
    if (values < 0) {
      throw new BadPage("its header does not say how many values it has");
    }
    return values;
  }

  Encoding encoding() {
    return encoding(encoding);
  }

  /** How a page of the first version has its definition levels. */
  Encoding definitionEncoding() {
    return encoding(definitionEncoding);
  }

  /** How a page of the first version has its repetition levels. */
  Encoding repetitionEncoding() {
    return encoding(repetitionEncoding);
  }

  /** The bytes of definition levels of a page of the second version. */
  int definitionBytes() {
    return definitionBytes;
  }

  /** The bytes of repetition levels of a page of the second version. */
  int repetitionBytes() {
    return repetitionBytes;
  }

  /** Whether a page of the second version is compressed, if its chunk is. */
  boolean isCompressed() {
    return isCompressed;
  }

  private void readFrom(CompactReader reader) throws IOException {
    int outer = reader.beginStruct();
    for (int field = reader.nextField(); field != CompactReader.STOP; field = reader.nextField()) {
      switch (field) {
        case 1 -> type = PageType.findByValue(reader.intOr(-1));
        case 2 -> uncompressedBytes = reader.intOr(-1);
        case 3 -> compressedBytes = reader.intOr(-1);
        case 4 -> checksum = reader.intOr(0);
        case 5 -> readDetails(reader, PageType.DATA_PAGE);
        case 7 -> readDetails(reader, PageType.DICTIONARY_PAGE);
        case 8 -> readDetails(reader, PageType.DATA_PAGE_V2);
        default -> reader.skipValue();
      }
    }
    reader.endStruct(outer);
  }

  private void readDetails(CompactReader reader, PageType kind) throws IOException {
    if (!reader.isStruct()) {
      reader.skipValue();
      return;
    }
    details = kind;
    int outer = reader.beginStruct();
    for (int field = reader.nextField(); field != CompactReader.STOP; field = reader.nextField()) {
      if (field == 1) {
        values = reader.intOr(-1);
      } else if (kind == PageType.DATA_PAGE_V2) {
        readSecondVersion(reader, field);
      } else {
        readFirstVersion(reader, field);
      }
    }
    reader.endStruct(outer);
  }

  /** The fields of data pages and, as far as they go, those of dictionary pages. */
  private void readFirstVersion(CompactReader reader, int field) throws IOException {
    switch (field) {
      case 2 -> encoding = reader.intOr(-1);
      case 3 -> definitionEncoding = reader.intOr(-1);
      case 4 -> repetitionEncoding = reader.intOr(-1);
      default -> reader.skipValue();
    }
  }

  private void readSecondVersion(CompactReader reader, int field) throws IOException {
    switch (field) {
      case 4 -> encoding = reader.intOr(-1);
      case 5 -> definitionBytes = reader.intOr(-1);
      case 6 -> repetitionBytes = reader.intOr(-1);
      case 7 -> isCompressed = reader.booleanOr(true);
      default -> reader.skipValue();
    }
  }

  private static Encoding encoding(int number) {
    var encoding = org.apache.parquet.format.Encoding.findByValue(number);
    if (encoding == null) {
      throw new BadPage("its header has an unknown encoding");
    }
    return Encoding.valueOf(encoding.name());
  }
}
