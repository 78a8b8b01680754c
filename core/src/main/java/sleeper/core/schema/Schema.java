package sleeper.core.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table: row keys, then sort keys, then value fields, in this order everywhere.
 *
 * <p>Rows are partitioned by the row keys and sorted by the row keys, then the sort keys.
 * Immutable.
 */
public final class Schema {

  /** A member of a region's JSON, beside the row keys. */
  private static final String RESERVED_ROW_KEY = "stringsBase64Encoded";

  private final List<Field> rowKeyFields;
  private final List<Field> sortKeyFields;
  private final List<Field> valueFields;
  private final List<Field> fields;
  private final Map<String, Integer> indexByName;

  private Schema(Builder builder, boolean needsKeys) {
    rowKeyFields = List.copyOf(builder.rowKeyFields);
    sortKeyFields = List.copyOf(builder.sortKeyFields);
    valueFields = List.copyOf(builder.valueFields);
    List<Field> all = new ArrayList<>(rowKeyFields);
    all.addAll(sortKeyFields);
    all.addAll(valueFields);
    fields = List.copyOf(all);
    indexByName = new HashMap<>();
    if (needsKeys && rowKeyFields.isEmpty()) {
      throw new IllegalArgumentException("A schema needs at least one row key field");
    }
    validate();
  }

  /** Starts a schema; {@link Builder#build} checks it. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The columns of rows that belong to no table, such as some columns of a query's result: value
   * fields alone, in this order.
   *
   * @throws IllegalArgumentException if a name occurs twice
   */
  public static Schema ofColumns(List<Field> columns) {
    return new Schema(new Builder().values(columns), false);
  }

  /** The fields that rows are partitioned by; at least one in the schema of a table. */
  public List<Field> rowKeyFields() {
    return rowKeyFields;
  }

  /** The fields that order rows with the same row keys. */
  public List<Field> sortKeyFields() {
    return sortKeyFields;
  }

  /** The fields that are neither row key nor sort key. */
  public List<Field> valueFields() {
    return valueFields;
  }

  /**
   * All fields: row keys, sort keys, value fields. Positions in rows and blocks are positions here.
   */
  public List<Field> fields() {
    return fields;
  }

  /** How many of {@link #fields()}, from the first, are row keys. */
  public int rowKeyCount() {
    return rowKeyFields.size();
  }

  /** How many of {@link #fields()}, from the first, are row or sort keys. */
  public int keyCount() {
    return rowKeyFields.size() + sortKeyFields.size();
  }

  /** The field at a position of {@link #fields()}. */
  public Field field(int index) {
    return fields.get(index);
  }

  /** The position of a field in {@link #fields()}, or -1 if there is none of that name. */
  public int indexOf(String name) {
    Integer index = indexByName.get(name);
    return index == null ? -1 : index;
  }

  /** Whether every type is one that Sleeper's own code can read. */
  public boolean isKnownToSleeper() {
    return fields.stream().allMatch(field -> field.type().isKnownToSleeper());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Schema that
        && rowKeyFields.equals(that.rowKeyFields)
        && sortKeyFields.equals(that.sortKeyFields)
        && valueFields.equals(that.valueFields);
  }

  @Override
  public int hashCode() {
    return 31 * fields.hashCode() + 31 * rowKeyFields.size() + sortKeyFields.size();
  }

  @Override
  public String toString() {
    return "Schema[rowKeys="
        + rowKeyFields
        + ", sortKeys="
        + sortKeyFields
        + ", values="
        + valueFields
        + "]";
  }

  private void validate() {
    rowKeyFields.forEach(field -> validateKey("Row key", field));
    rowKeyFields.forEach(Schema::validateNotReserved);
    sortKeyFields.forEach(field -> validateKey("Sort key", field));
    for (int i = 0; i < fields.size(); i++) {
      if (indexByName.put(fields.get(i).name(), i) != null) {
        throw new IllegalArgumentException(
            "Field " + fields.get(i).name() + " is in the schema more than once");
      }
    }
  }

  private static void validateNotReserved(Field field) {
    if (field.name().equals(RESERVED_ROW_KEY)) {
      throw new IllegalArgumentException(
          "Row key field " + field.name() + " has a name that is reserved; choose another");
    }
  }

  private static void validateKey(String role, Field field) {
    if (!(field.type() instanceof PrimitiveType)) {
      throw new IllegalArgumentException(
          role + " field " + field.name() + " is a " + field.type() + "; keys must be primitive");
    }
    if (field.nullable()) {
      throw new IllegalArgumentException(
          role + " field " + field.name() + " is nullable; only value fields can be");
    }
  }

  /** Collects fields in the order in which they are added. */
  public static final class Builder {

    private final List<Field> rowKeyFields = new ArrayList<>();
    private final List<Field> sortKeyFields = new ArrayList<>();
    private final List<Field> valueFields = new ArrayList<>();

    private Builder() {}

    /** Adds a row key field. */
    public Builder rowKey(String name, PrimitiveType type) {
      rowKeyFields.add(Field.of(name, type));
      return this;
    }

    /** Adds a sort key field. */
    public Builder sortKey(String name, PrimitiveType type) {
      sortKeyFields.add(Field.of(name, type));
      return this;
    }

    /** Adds a value field that is never null. */
    public Builder value(String name, Type type) {
      valueFields.add(Field.of(name, type));
      return this;
    }

    /** Adds a value field that may be null. */
    public Builder nullableValue(String name, Type type) {
      valueFields.add(Field.nullable(name, type));
      return this;
    }

    /** Adds row key fields as they are. */
    public Builder rowKeys(Collection<Field> fields) {
      rowKeyFields.addAll(fields);
      return this;
    }

    /** Adds sort key fields as they are. */
    public Builder sortKeys(Collection<Field> fields) {
      sortKeyFields.addAll(fields);
      return this;
    }

    /** Adds value fields as they are. */
    public Builder values(Collection<Field> fields) {
      valueFields.addAll(fields);
      return this;
    }

    /**
     * Checks and makes the schema.
     *
     * @throws IllegalArgumentException naming the field and what is wrong with it
     */
    public Schema build() {
      return new Schema(this, true);
    }
  }
}
