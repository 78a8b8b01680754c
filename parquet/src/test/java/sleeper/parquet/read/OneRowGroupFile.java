package sleeper.parquet.read;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/**
 * Writes a file of one row group, key = row number and text = noise, page by page, as parquet-java
 * cannot: it keeps a row group in memory until it is complete.
 */
final class OneRowGroupFile {

  static final int VALUE_BYTES = 1000;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int PAGE_ROWS = 1000;

  private final OutputStream output;
  private final int rows;
  private long position;

  private OneRowGroupFile(OutputStream output, int rows) {
    this.output = output;
    this.rows = rows;
  }

  /** Writes a file of so many thousand rows. */
  static void write(Path file, int thousandRows) throws IOException {
    try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      new OneRowGroupFile(output, thousandRows * PAGE_ROWS).write();
    }
  }

  private void write() throws IOException {
    put(MAGIC);
    ColumnChunk keys = chunk("key", Type.INT64, this::keys);
    byte[] noise = noise();
    ColumnChunk texts = chunk("text", Type.BYTE_ARRAY, firstRow -> noise);
    long start = position;
    FileMetaData footer =
        new FileMetaData(
            1,
            List.of(
                new SchemaElement("m").setNum_children(2),
                element("key", Type.INT64),
                element("text", Type.BYTE_ARRAY)),
            rows,
            List.of(new RowGroup(new ArrayList<>(List.of(keys, texts)), start, rows)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    put(bytes.toByteArray());
    byte[] size = new byte[Integer.BYTES];
    littleEndian(size).putInt(bytes.size());
    put(size);
    put(MAGIC);
  }

  private ColumnChunk chunk(String name, Type type, PageSource pages) throws IOException {
    long start = position;
    for (int row = 0; row < rows; row += PAGE_ROWS) {
      byte[] page = pages.from(row);
      PageHeader header = new PageHeader(PageType.DATA_PAGE, page.length, page.length);
      header.setData_page_header(
          new DataPageHeader(PAGE_ROWS, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Util.writePageHeader(header, bytes);
      put(bytes.toByteArray());
      put(page);
    }
    long size = position - start;
    ColumnMetaData details =
        new ColumnMetaData(
            type,
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(name),
            CompressionCodec.UNCOMPRESSED,
            rows,
            size,
            size,
            start);
    return new ColumnChunk(start).setMeta_data(details);
  }

  private byte[] keys(int firstRow) {
    byte[] bytes = new byte[PAGE_ROWS * Long.BYTES];
    ByteBuffer page = littleEndian(bytes);
    for (int i = 0; i < PAGE_ROWS; i++) {
      page.putLong(firstRow + i);
    }
    return bytes;
  }

  private static byte[] noise() {
    byte[] bytes = new byte[PAGE_ROWS * (Integer.BYTES + VALUE_BYTES)];
    ByteBuffer page = littleEndian(bytes);
    Random random = new Random(1);
    byte[] value = new byte[VALUE_BYTES];
    for (int i = 0; i < PAGE_ROWS; i++) {
      random.nextBytes(value);
      page.putInt(VALUE_BYTES).put(value);
    }
    return bytes;
  }

  private static SchemaElement element(String name, Type type) {
    return new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.REQUIRED);
  }

  private void put(byte[] bytes) throws IOException {
    output.write(bytes);
    position += bytes.length;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private interface PageSource {
    byte[] from(int firstRow);
  }
}
