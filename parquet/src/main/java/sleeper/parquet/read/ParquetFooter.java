package sleeper.parquet.read;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import sleeper.core.error.CorruptData;
import sleeper.core.error.InvalidInput;
import sleeper.core.storage.ReadableObject;

/** What the end of a Parquet file says about it. Reads no data. */
public final class ParquetFooter {

  private static final int TAIL_BYTES = 8;
  private static final int MAGIC_BYTES = 4;
  private static final int MOST_FOOTER_BYTES = 100 * 1024 * 1024;

  private final MessageType schema;
  private final long rows;
  private final List<BlockMetaData> rowGroups;

  private ParquetFooter(ParquetFileReader reader) {
    schema = reader.getFileMetaData().getSchema();
    rows = reader.getRecordCount();
    rowGroups = List.copyOf(reader.getRowGroups());
  }

  /**
   * Reads the footer of a file.
   *
   * @throws InvalidInput if the file is encrypted or not a Parquet file at all
   * @throws CorruptData if the footer is broken
   */
  public static ParquetFooter read(ReadableObject file) throws IOException {
    try (ParquetFileReader reader = open(file, Optional.empty(), new Decompressor())) {
      return new ParquetFooter(reader);
    }
  }

  /** The file's own schema. */
  public MessageType schema() {
    return schema;
  }

  /** How many rows the file has. */
  public long rows() {
    return rows;
  }

  /** The file's row groups. */
  public List<BlockMetaData> rowGroups() {
    return rowGroups;
  }

  /** Opens a file with parquet-java; a filter leaves out row groups at once. */
  static ParquetFileReader open(
      ReadableObject file, Optional<FilterPredicate> filter, Decompressor decompressor)
      throws IOException {
    int footerBytes = checkEnds(file);
    ObjectInputFile input = new ObjectInputFile(file);
    checkLengths(file, input.keepEnd(footerBytes + TAIL_BYTES), footerBytes);
    ParquetReadOptions.Builder options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new FilterCodecs(decompressor));
    filter.ifPresent(predicate -> options.withRecordFilter(FilterCompat.get(predicate)));
    try {
      return ParquetFileReader.open(input, options.build());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // For a filter parquet-java reads dictionaries too, whose lengths may ask for any memory.
      input.rethrowFailure();
      throw unreadable(file, e);
    } finally {
      input.forgetEnd();
    }
  }

  /** What parquet-java says, without the structures that it prints behind it. */
  static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String line = message.lines().findFirst().orElse("");
    int structure = line.indexOf(" Struct:");
    return structure < 0 ? line : line.substring(0, structure);
  }

  /** Refuses lengths beyond the footer's end, for which parquet-java would allocate memory. */
  private static void checkLengths(ReadableObject file, byte[] end, int footerBytes)
      throws IOException {
    try {
      new CompactReader(new ByteArrayInputStream(end, 0, footerBytes), footerBytes).skipStruct();
    } catch (EOFException | BadPage e) {
      throw unreadable(file, e);
    }
  }

  private static CorruptData unreadable(ReadableObject file, Throwable cause) {
    return new CorruptData(
        "The footer of file %s cannot be read: %s".formatted(file.name(), reason(cause)), cause);
  }

  /** Returns how many bytes the footer has. */
  private static int checkEnds(ReadableObject file) throws IOException {
    if (file.length() < TAIL_BYTES + MAGIC_BYTES) {
      throw new InvalidInput(
          "File %s is not a Parquet file: it has only %d bytes"
              .formatted(file.name(), file.length()));
    }
    byte[] tail = new byte[TAIL_BYTES];
    file.readFully(file.length() - TAIL_BYTES, tail, 0, TAIL_BYTES);
    String magic =
        new String(tail, TAIL_BYTES - MAGIC_BYTES, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
    if (magic.equals("PARE")) {
      throw new InvalidInput(
          "File %s has an encrypted footer; encrypted files cannot be read".formatted(file.name()));
    }
    if (!magic.equals("PAR1")) {
      throw new InvalidInput(
          "File %s is not a Parquet file, or is cut off: it does not end in PAR1"
              .formatted(file.name()));
    }
    long footer = Integer.toUnsignedLong(LittleEndian.intAt(tail, 0));
    if (footer > file.length() - TAIL_BYTES - MAGIC_BYTES) {
      throw new CorruptData(
          "File %s of %d bytes says that its footer has %d bytes"
              .formatted(file.name(), file.length(), footer));
    }
    if (footer > MOST_FOOTER_BYTES) {
      throw new InvalidInput(
          "File %s has a footer of %d bytes; at most %d can be read"
              .formatted(file.name(), footer, MOST_FOOTER_BYTES));
    }
    return (int) footer;
  }
}
