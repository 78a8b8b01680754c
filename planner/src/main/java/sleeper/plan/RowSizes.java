package sleeper.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
import sleeper.parquet.read.ParquetFooter;

/**
 * How many bytes rows take in memory while they are ingested: numbers their width, strings their
 * bytes and an offset, or, where they are few, the number of a dictionary's entry.
 */
public final class RowSizes {

  /** What a string is taken to have where nothing is known of it. */
  static final double USUAL_STRING = 16;

  /** What a list or map is taken to have. */
  private static final double USUAL_ENTRIES = 4;

  /** Strings of up to so many bits for a number of their dictionary are kept by number. */
  private static final double MOST_ID_BITS = 16;

  private static final int LARGEST_LONG_DECIMAL = 18;

  private RowSizes() {}

  /** The bytes of a row of which only the schema is known; strings have 16 bytes. */
  public static double ofSchema(Schema schema) {
    return schema.fields().stream().mapToDouble(field -> usual(field.type())).sum();
  }

  /** The bytes of a row of a file, by its footer. */
  static double ofFile(Schema schema, ParquetFooter footer) {
    double bytes = 0;
    for (Field field : schema.fields()) {
      bytes += ofField(field, footer);
    }
    return Math.max(1, bytes);
  }

  private static double ofField(Field field, ParquetFooter footer) {
    double fixed = field.type() instanceof PrimitiveType type ? width(type) : 0;
    if (fixed > 0) {
      return fixed;
    }
    List<ColumnChunkMetaData> chunks = chunks(field, footer);
    long rows = footer.rows();
    if (rows == 0 || chunks.isEmpty()) {
      return usual(field.type());
    }
    if (!(field.type() instanceof PrimitiveType)) {
      double values = chunks.stream().mapToDouble(RowSizes::plainBytes).sum();
      return Integer.BYTES + values / rows;
    }
    double idBits = chunks.stream().mapToDouble(RowSizes::idBits).max().orElse(MOST_ID_BITS + 1);
    if (idBits <= MOST_ID_BITS) {
      return idBits <= Byte.SIZE ? 1 : 2;
    }
    return chunks.stream().mapToDouble(RowSizes::plainBytes).sum() / rows;
  }

  private static List<ColumnChunkMetaData> chunks(Field field, ParquetFooter footer) {
    List<ColumnChunkMetaData> found = new ArrayList<>();
    for (BlockMetaData rowGroup : footer.rowGroups()) {
      for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
        if (chunk.getPath().toArray()[0].equals(field.name())) {
          found.add(chunk);
        }
      }
    }
    return found;
  }

  /** The bits of a number of the dictionary, or more than can be where values have none. */
  private static double idBits(ColumnChunkMetaData chunk) {
    EncodingStats stats = chunk.getEncodingStats();
    boolean isEncoded =
        stats != null && stats.hasDictionaryEncodedPages() && !stats.hasNonDictionaryEncodedPages();
    if (!isEncoded || chunk.getValueCount() == 0) {
      return Double.MAX_VALUE;
    }
    double dictionary = Math.max(0, chunk.getFirstDataPageOffset() - chunk.getStartingPos());
    double share = 1 - Math.min(1, dictionary / Math.max(1, chunk.getTotalSize()));
    return share * chunk.getTotalUncompressedSize() * Byte.SIZE / chunk.getValueCount();
  }

  /** The bytes of all values with their offsets: lengths in a file take as many as those. */
  private static double plainBytes(ColumnChunkMetaData chunk) {
    @Nullable SizeStatistics sizes = chunk.getSizeStatistics();
    long said =
        sizes != null && sizes.isValid() ? sizes.getUnencodedByteArrayDataBytes().orElse(0L) : 0;
    return said > 0
        ? said + (double) Integer.BYTES * chunk.getValueCount()
        : chunk.getTotalUncompressedSize();
  }

  private static double usual(Type type) {
    if (type instanceof ListType list) {
      return Integer.BYTES + USUAL_ENTRIES * usual(list.element());
    } else if (type instanceof MapType map) {
      return Integer.BYTES + USUAL_ENTRIES * (usual(map.key()) + usual(map.value()));
    }
    double width = width((PrimitiveType) type);
    return width > 0 ? width : Integer.BYTES + USUAL_STRING;
  }

  /** The bytes of a value of a type whose values all have as many, else 0. */
  private static double width(PrimitiveType type) {
    return switch (type.kind()) {
      case LONG, DOUBLE, TIMESTAMP -> Long.BYTES;
      case INT, FLOAT, DATE -> Integer.BYTES;
      case BOOLEAN -> 1;
      case DECIMAL -> type.precision() <= LARGEST_LONG_DECIMAL ? Long.BYTES : 0;
      case STRING, BYTE_ARRAY -> 0;
    };
  }
}
