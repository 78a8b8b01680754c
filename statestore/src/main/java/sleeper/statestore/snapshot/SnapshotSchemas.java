package sleeper.statestore.snapshot;

import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The columns of snapshots: Sleeper's for files and partitions, our own for the history. */
final class SnapshotSchemas {

  private static final ArrowType TEXT = ArrowType.Utf8.INSTANCE;
  private static final ArrowType MILLIS = new ArrowType.Timestamp(TimeUnit.MILLISECOND, null);
  private static final ArrowType BOOLEAN = ArrowType.Bool.INSTANCE;
  private static final ArrowType LONG = new ArrowType.Int(64, true);

  private SnapshotSchemas() {}

  /** One row a file, with a list of its references. */
  static Schema files() {
    Field reference =
        group(
            "reference",
            required("partitionId", TEXT),
            required("updateTime", MILLIS),
            optional("jobId", TEXT),
            required("numberOfRows", new ArrowType.Int(64, false)),
            required("countApproximate", BOOLEAN),
            required("onlyContainsDataForThisPartition", BOOLEAN));
    return new Schema(
        List.of(
            required("filename", TEXT),
            required("updateTime", MILLIS),
            list("partitionReferences", reference)));
  }

  /** One row a partition. */
  static Schema partitions() {
    Field range =
        group(
            "range",
            required("fieldName", TEXT),
            required("fieldType", TEXT),
            new Field("min", FieldType.notNullable(ArrowType.Struct.INSTANCE), bound()),
            new Field("max", FieldType.nullable(ArrowType.Struct.INSTANCE), bound()));
    return new Schema(
        List.of(
            required("id", TEXT),
            optional("parentId", TEXT),
            list("childIds", required("childId", TEXT)),
            required("isLeaf", BOOLEAN),
            optional("dimension", new ArrowType.Int(32, false)),
            list("region", range)));
  }

  /** One row a file, cleared ones too; what concerns the whole state is metadata. */
  static Schema history(Map<String, String> metadata) {
    return new Schema(
        List.of(
            required("filename", TEXT),
            required("addedAt", LONG),
            required("releasedAt", LONG),
            optional("clearedTime", MILLIS)),
        metadata);
  }

  private static List<Field> bound() {
    return List.of(
        optional("string", TEXT),
        optional("long", LONG),
        optional("int", new ArrowType.Int(32, true)),
        optional("bytes", ArrowType.Binary.INSTANCE));
  }

  private static Field required(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  private static Field optional(String name, ArrowType type) {
    return new Field(name, FieldType.nullable(type), null);
  }

  private static Field list(String name, Field element) {
    return new Field(name, FieldType.notNullable(ArrowType.List.INSTANCE), List.of(element));
  }

  private static Field group(String name, Field... members) {
    return new Field(name, FieldType.notNullable(ArrowType.Struct.INSTANCE), List.of(members));
  }
}
