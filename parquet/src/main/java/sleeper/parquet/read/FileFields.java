package sleeper.parquet.read;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.Field;
import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.schema.FileColumn;
import sleeper.parquet.schema.FileColumn.Shape;

/** Makes the readers of a table's fields for a file, and refuses a file that does not fit. */
final class FileFields {

  private final ReadableObject file;
  private final MessageType message;
  private final List<BlockMetaData> rowGroups;
  private final Decompressor decompressor;
  private final MemoryPlan plan;
  private final MemoryBudget budget;

  FileFields(
      ReadableObject file,
      MessageType message,
      List<BlockMetaData> rowGroups,
      MemoryPlan plan,
      Decompressor decompressor) {
    this.file = file;
    this.message = message;
    this.rowGroups = rowGroups;
    this.decompressor = decompressor;
    this.plan = plan;
    budget = new MemoryBudget(file.name(), plan.pageBytes() - plan.expectedBytes());
  }

  /** A reader for each field, in the order of fields; the first ones are keys. */
  List<FieldReader> readers(List<Field> fields, int keyCount) {
    List<FieldReader> readers = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      FieldSettings settings =
          new FieldSettings(
              file.name(),
              field,
              i < keyCount,
              plan.blockRows(),
              plan.maxBytes(),
              plan.maxRowBytes());
      readers.add(message.containsField(field.name()) ? reader(settings) : absent(settings));
    }
    return List.copyOf(readers);
  }

  private FieldReader absent(FieldSettings settings) {
    if (!settings.field().nullable()) {
      throw new InvalidInput(
          "File %s has no column %s, which the table's field of type %s needs"
              .formatted(file.name(), settings.field().name(), settings.field().type()));
    }
    return new AbsentReader(settings);
  }

  private FieldReader reader(FieldSettings settings) {
    Field field = settings.field();
    FileColumn column = FileColumn.of(message, message.getType(field.name()));
    if (field.type() instanceof PrimitiveType type && column.shape() == Shape.SINGLE) {
      checkNulls(field, column);
      return new FlatReader(settings, leaf(column, 0), conversion(field, column, 0, type));
    }
    if (field.type() instanceof ListType list && column.shape() == Shape.LIST) {
      return new ListReader(settings, elements(settings, column, 0, list.element()));
    }
    if (field.type() instanceof MapType map && column.shape() == Shape.MAP) {
      return new MapReader(
          settings,
          elements(settings, column, 0, map.key()),
          elements(settings, column, 1, map.value()));
    }
    throw refused(field, column);
  }

  private RepeatedLeaf elements(
      FieldSettings settings, FileColumn column, int leaf, PrimitiveType type) {
    Conversion conversion = conversion(settings.field(), column, leaf, type);
    return new RepeatedLeaf(
        settings,
        leaf(column, leaf),
        new ElementColumn(leaf(column, leaf).type(), type, conversion),
        column.isOptional());
  }

  private Conversion conversion(Field field, FileColumn column, int leaf, PrimitiveType type) {
    Conversion conversion = Conversions.find(column.leaves().get(leaf).getPrimitiveType(), type);
    if (conversion == null) {
      throw refused(field, column);
    }
    return conversion;
  }

  private InvalidInput refused(Field field, FileColumn column) {
    return new InvalidInput(
        "Column %s of file %s is a %s, which the table's type %s cannot hold without loss"
            .formatted(
                field.name(), file.name(), FileColumn.describe(column.type()), field.type()));
  }

  private LeafValues leaf(FileColumn column, int leaf) {
    ColumnDescriptor descriptor = column.leaves().get(leaf);
    String name = String.join(".", descriptor.getPath());
    for (BlockMetaData rowGroup : rowGroups) {
      ColumnChunkMetaData chunk = chunk(rowGroup, descriptor);
      if (chunk != null) {
        checkReadable(chunk, name);
      }
    }
    ChunkInput input = new ChunkInput(file, budget, name, plan.readAheadBytes());
    return new LeafValues(descriptor, new PageStream(input, decompressor, budget, name), budget);
  }

  private void checkReadable(ColumnChunkMetaData chunk, String column) {
    if (chunk.isEncrypted()) {
      throw new InvalidInput(
          "Column %s of file %s is encrypted, which cannot be read".formatted(column, file.name()));
    }
    if (!Decompressor.supports(chunk.getCodec())) {
      throw new InvalidInput(
          "Column %s of file %s is compressed with %s, which cannot be read; write the file with ZSTD, SNAPPY, GZIP or LZ4_RAW"
              .formatted(column, file.name(), chunk.getCodec()));
    }
  }

  private void checkNulls(Field field, FileColumn column) {
    if (field.nullable()) {
      return;
    }
    for (BlockMetaData rowGroup : rowGroups) {
      ColumnChunkMetaData chunk = chunk(rowGroup, column.leaves().get(0));
      if (chunk != null && !chunk.isEncrypted() && nulls(chunk) > 0) {
        throw new InvalidInput(
            "Column %s of file %s has %d rows without a value in row group %d, and the table's field is not nullable"
                .formatted(field.name(), file.name(), nulls(chunk), rowGroup.getOrdinal()));
      }
    }
  }

  private static long nulls(ColumnChunkMetaData chunk) {
    return chunk.getStatistics() == null ? 0 : chunk.getStatistics().getNumNulls();
  }

  private static @Nullable ColumnChunkMetaData chunk(
      BlockMetaData rowGroup, ColumnDescriptor leaf) {
    ColumnPath path = ColumnPath.get(leaf.getPath());
    return rowGroup.getColumns().stream()
        .filter(chunk -> chunk.getPath().equals(path))
        .findFirst()
        .orElse(null);
  }
}
