package sleeper.parquet.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import sleeper.core.schema.Field;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.storage.ReadableObject;
import sleeper.parquet.block.Column;
import sleeper.parquet.schema.FileColumn;

/** Reads one column of a file, which need not be able to be part of a table on its own. */
final class FieldRows {

  private static final ReadSettings SETTINGS =
      ReadSettings.of(Schema.builder().rowKey("unused", PrimitiveType.INT).build())
          .withBlockRows(100);

  private FieldRows() {}

  static List<Field> nullableFields(ReadableObject file) throws IOException {
    ParquetFooter footer = ParquetFooter.read(file);
    List<Field> fields = new ArrayList<>();
    footer
        .schema()
        .getFields()
        .forEach(
            column ->
                FileColumn.of(footer.schema(), column)
                    .naturalType()
                    .ifPresent(type -> fields.add(new Field(column.getName(), type, true))));
    return fields;
  }

  static List<Object> readAll(ReadableObject file, Field field) throws IOException {
    List<Object> values = new ArrayList<>();
    try (Decompressor decompressor = new Decompressor();
        ParquetFileReader footer = ParquetFooter.open(file, Optional.empty(), decompressor)) {
      List<BlockMetaData> groups = footer.getRowGroups();
      FieldReader reader =
          new FileFields(
                  file,
                  footer.getFileMetaData().getSchema(),
                  groups,
                  MemoryPlan.of(List.of(field), SETTINGS, groups),
                  decompressor)
              .readers(List.of(field), 0)
              .get(0);
      for (BlockMetaData group : groups) {
        read(file, reader, group, values);
      }
    }
    return values;
  }

  private static void read(
      ReadableObject file, FieldReader reader, BlockMetaData group, List<Object> values)
      throws IOException {
    reader.open(
        new RowGroup(file.name(), file.length(), group, path -> null),
        RowSelection.all(group.getRowCount(), 0));
    for (long left = group.getRowCount(); left > 0; ) {
      int rows = fill(reader, (int) Math.min(SETTINGS.blockRows(), left));
      Column column = reader.take(rows);
      for (int row = 0; row < rows; row++) {
        values.add(BlockRows.value(column, row));
      }
      reader.drop();
      left -= rows;
    }
  }

  private static int fill(FieldReader reader, int rows) throws IOException {
    try {
      return reader.fill(rows);
    } catch (BadPage e) {
      throw new EOFException(reader.place() + ": " + e.getMessage());
    }
  }
}
