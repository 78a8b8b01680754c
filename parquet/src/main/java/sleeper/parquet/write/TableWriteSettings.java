package sleeper.parquet.write;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.ParquetCodec;
import sleeper.core.properties.ParquetWriterVersion;
import sleeper.core.properties.Property;
import sleeper.core.properties.TableProperties;
import sleeper.core.properties.TableProperty;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** Turns the properties of a table into the settings of its data files. */
final class TableWriteSettings {

  private static final int MAX_GZIP_LEVEL = 9;

  private TableWriteSettings() {}

  static WriteSettings of(TableProperties properties) {
    return new WriteSettings(
        codec(properties.get(TableProperty.CODEC)),
        compressionLevel(properties),
        properties.get(TableProperty.ROW_GROUP_ROWS),
        properties.get(TableProperty.ROW_GROUP_SIZE).bytes(),
        properties.get(TableProperty.PAGE_ROWS),
        properties.get(TableProperty.PAGE_SIZE).toIntExact(),
        pageVersion(properties.get(TableProperty.WRITER_VERSION)),
        plainFields(properties),
        properties.get(TableProperty.COLUMN_INDEX_TRUNCATE_LENGTH),
        properties.get(TableProperty.STATISTICS_TRUNCATE_LENGTH),
        WriteSettings.defaults().pageChecksums(),
        bloomFilterFields(properties));
  }

  private static CompressionCodecName codec(ParquetCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> CompressionCodecName.UNCOMPRESSED;
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case GZIP -> CompressionCodecName.GZIP;
      case LZ4_RAW -> CompressionCodecName.LZ4_RAW;
      case ZSTD -> CompressionCodecName.ZSTD;
    };
  }

  private static int compressionLevel(TableProperties properties) {
    int level = properties.get(TableProperty.COMPRESSION_LEVEL);
    if (properties.get(TableProperty.CODEC) == ParquetCodec.GZIP && level > MAX_GZIP_LEVEL) {
      throw new InvalidInput(
          "Property %s is %d, but gzip ends at %d"
              .formatted(TableProperty.COMPRESSION_LEVEL.name(), level, MAX_GZIP_LEVEL));
    }
    return level;
  }

  private static PageVersion pageVersion(ParquetWriterVersion version) {
    return switch (version) {
      case V1 -> PageVersion.V1;
      case V2 -> PageVersion.V2;
    };
  }

  private static Set<String> plainFields(TableProperties properties) {
    Schema schema = properties.schema();
    Set<String> plain = new HashSet<>();
    addPlain(plain, schema.rowKeyFields(), properties, TableProperty.ROW_KEY_DICTIONARY);
    addPlain(plain, schema.sortKeyFields(), properties, TableProperty.SORT_KEY_DICTIONARY);
    addPlain(plain, schema.valueFields(), properties, TableProperty.VALUE_DICTIONARY);
    return plain;
  }

  private static void addPlain(
      Set<String> plain,
      List<Field> fields,
      TableProperties properties,
      Property<Boolean> dictionary) {
    if (!properties.get(dictionary)) {
      fields.forEach(field -> plain.add(field.name()));
    }
  }

  private static Set<String> bloomFilterFields(TableProperties properties) {
    List<String> names = properties.get(TableProperty.BLOOM_FILTER_FIELDS);
    Schema schema = properties.schema();
    for (String name : names) {
      int index = schema.indexOf(name);
      if (index < 0 || !(schema.field(index).type() instanceof PrimitiveType)) {
        throw new InvalidInput(
            "Property %s has \"%s\", which is not a field of single values in the table"
                .formatted(TableProperty.BLOOM_FILTER_FIELDS.name(), name));
      }
    }
    return Set.copyOf(names);
  }
}
