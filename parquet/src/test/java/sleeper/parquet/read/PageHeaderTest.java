package sleeper.parquet.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** Headers of pages as parquet-java writes them, and broken ones. */
class PageHeaderTest {

  @Test
  void shouldReadWhatStandsBeforeAPageOfTheFirstVersion() throws IOException {
    var written = new org.apache.parquet.format.PageHeader(PageType.DATA_PAGE, 4000, 300);
    written.setCrc(-17);
    written.setData_page_header(
        new DataPageHeader(
                70,
                org.apache.parquet.format.Encoding.DELTA_BYTE_ARRAY,
                org.apache.parquet.format.Encoding.RLE,
                org.apache.parquet.format.Encoding.BIT_PACKED)
            .setStatistics(new Statistics().setMin(new byte[500]).setNull_count(3)));

    PageHeader header = read(written);

    assertThat(header.type()).isEqualTo(PageType.DATA_PAGE);
    assertThat(header.uncompressedBytes()).isEqualTo(4000);
    assertThat(header.compressedBytes()).isEqualTo(300);
    assertThat(header.checksum()).isEqualTo(-17);
    assertThat(header.values()).isEqualTo(70);
    assertThat(header.encoding()).isEqualTo(Encoding.DELTA_BYTE_ARRAY);
    assertThat(header.definitionEncoding()).isEqualTo(Encoding.RLE);
    assertThat(header.repetitionEncoding()).isEqualTo(Encoding.BIT_PACKED);
  }

  @Test
  void shouldReadWhatStandsBeforeAPageOfTheSecondVersion() throws IOException {
    var written = new org.apache.parquet.format.PageHeader(PageType.DATA_PAGE_V2, 50, 40);
    written.setData_page_header_v2(
        new DataPageHeaderV2(9, 2, 8, org.apache.parquet.format.Encoding.RLE, 7, 6)
            .setIs_compressed(false));

    PageHeader header = read(written);

    assertThat(header.type()).isEqualTo(PageType.DATA_PAGE_V2);
    assertThat(header.checksum()).isNull();
    assertThat(header.values()).isEqualTo(9);
    assertThat(header.encoding()).isEqualTo(Encoding.RLE);
    assertThat(header.definitionBytes()).isEqualTo(7);
    assertThat(header.repetitionBytes()).isEqualTo(6);
    assertThat(header.isCompressed()).isFalse();
  }

  @Test
  void shouldReadWhatStandsBeforeADictionary() throws IOException {
    var written = new org.apache.parquet.format.PageHeader(PageType.DICTIONARY_PAGE, 50, 40);
    written.setDictionary_page_header(
        new DictionaryPageHeader(11, org.apache.parquet.format.Encoding.PLAIN).setIs_sorted(true));

    PageHeader header = read(written);

    assertThat(header.type()).isEqualTo(PageType.DICTIONARY_PAGE);
    assertThat(header.values()).isEqualTo(11);
    assertThat(header.encoding()).isEqualTo(Encoding.PLAIN);
    assertThat(header.isCompressed()).isTrue();
  }

  @Test
  void shouldRefuseAHeaderWithoutThePartForItsPage() throws IOException {
    PageHeader header = read(new org.apache.parquet.format.PageHeader(PageType.DATA_PAGE, 50, 40));

    assertThatThrownBy(header::type).isInstanceOf(BadPage.class).hasMessageContaining("DATA_PAGE");
  }

  @Test
  void shouldRefuseALengthBeyondTheFileWithoutAllocatingIt() {
    // Field 9, bytes, of about two gigabytes.
    byte[] broken = {(byte) 0x98, -1, -1, -1, -1, 7, 1, 2, 3};

    assertThatThrownBy(() -> PageHeader.read(input(broken), broken.length))
        .isInstanceOf(BadPage.class)
        .hasMessage("it has a value of 2147483647 bytes in 3");
  }

  @Test
  void shouldRefuseAListLongerThanTheFile() {
    // Field 9, a list of about two billion numbers.
    byte[] broken = {(byte) 0x99, (byte) 0xF5, -1, -1, -1, -1, 7, 1, 2};

    assertThatThrownBy(() -> PageHeader.read(input(broken), broken.length))
        .isInstanceOf(BadPage.class)
        .hasMessage("it has a list of 2147483647 in 2 bytes");
  }

  @Test
  void shouldRefuseStructuresInEachOtherWithoutEnd() {
    byte[] broken = new byte[10_000];
    Arrays.fill(broken, (byte) 0x9C);

    assertThatThrownBy(() -> PageHeader.read(input(broken), broken.length))
        .isInstanceOf(BadPage.class)
        .hasMessageContaining("without end");
  }

  @Test
  void shouldSayThatTheFileEnds() {
    assertThatThrownBy(() -> PageHeader.read(input(new byte[] {0x15}), 1))
        .isInstanceOf(EOFException.class);
  }

  private static PageHeader read(org.apache.parquet.format.PageHeader written) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writePageHeader(written, bytes);
    return PageHeader.read(input(bytes.toByteArray()), bytes.size());
  }

  private static InputStream input(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
