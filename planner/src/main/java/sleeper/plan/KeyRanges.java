package sleeper.plan;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;
import sleeper.core.partition.Partition;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.parquet.read.ParquetFooter;
import sleeper.plan.InputSurvey.Target;

/**
 * Which leaf partitions the rows of a file can lie in, by the least and greatest first row key of
 * each row group. Only integers, strings and byte arrays are looked at; with other keys, or without
 * statistics, a row group can touch every leaf.
 */
final class KeyRanges {

  private KeyRanges() {}

  /** The ids of those leaves. */
  static Set<String> leaves(Target table, ParquetFooter footer) {
    Field key = table.schema().rowKeyFields().get(0);
    Set<String> found = new HashSet<>();
    for (BlockMetaData rowGroup : footer.rowGroups()) {
      Region region = Region.all(table.schema());
      Optional<Range> range = range(key, rowGroup);
      if (range.isPresent()) {
        region = region.withRange(0, range.get());
      }
      table.tree().leavesOverlapping(region).stream().map(Partition::id).forEach(found::add);
    }
    return found;
  }

  private static Optional<Range> range(Field key, BlockMetaData rowGroup) {
    for (ColumnChunkMetaData chunk : rowGroup.getColumns()) {
      String[] path = chunk.getPath().toArray();
      if (path.length == 1 && path[0].equals(key.name())) {
        return range(key, chunk);
      }
    }
    return Optional.empty();
  }

  private static Optional<Range> range(Field key, ColumnChunkMetaData chunk) {
    Statistics<?> statistics = chunk.getStatistics();
    if (statistics == null || !statistics.hasNonNullValue() || !isPlain(chunk)) {
      return Optional.empty();
    }
    Object min = value(key, statistics.genericGetMin());
    Object max = value(key, statistics.genericGetMax());
    return min == null || max == null
        ? Optional.empty()
        : Optional.of(new Range(key, min, true, max, true));
  }

  /** Whether integers mean themselves, and not times or decimals. */
  private static boolean isPlain(ColumnChunkMetaData chunk) {
    LogicalTypeAnnotation annotation = chunk.getPrimitiveType().getLogicalTypeAnnotation();
    return annotation == null
        || LogicalTypeAnnotation.stringType().equals(annotation)
        || (annotation instanceof IntLogicalTypeAnnotation number && number.isSigned());
  }

  private static @Nullable Object value(Field key, Object value) {
    return switch (key.primitiveType().kind()) {
      case INT -> value instanceof Integer ? value : null;
      case LONG -> value instanceof Number number ? (Object) number.longValue() : null;
      case STRING -> value instanceof Binary text ? text.toStringUsingUTF8() : null;
      case BYTE_ARRAY -> value instanceof Binary bytes ? bytes.getBytes() : null;
      default -> null;
    };
  }
}
