package sleeper.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import sleeper.core.error.InvalidInput;
import sleeper.core.key.Key;
import sleeper.core.range.Range;
import sleeper.core.range.Region;
import sleeper.core.schema.Field;
import sleeper.core.schema.Schema;
import sleeper.query.filter.Comparison;
import sleeper.query.filter.Operator;
import sleeper.query.filter.RowFilter;

/**
 * What to read of a table: which rows, which columns, how many, as of which version. Immutable;
 * without any condition it is the whole table in order.
 *
 * <p>A row is in the result if it matches one of the keys and regions, where there are any, and
 * every range and comparison.
 */
public final class Query {

  private final RowFilter filter;
  private final Schema columns;
  private final long limit;
  private final OptionalLong asOf;

  private Query(Builder builder) {
    filter = new RowFilter(builder.conditions, builder.alternatives);
    columns = builder.columns.isEmpty() ? builder.schema : Schema.ofColumns(builder.columns);
    limit = builder.limit;
    asOf = builder.asOf;
  }

  /** Starts a query of a table with this schema. */
  public static Builder builder(Schema schema) {
    return new Builder(schema);
  }

  /** Which rows are wanted. */
  public RowFilter filter() {
    return filter;
  }

  /**
   * The columns of the result, in its order: the schema of the table, or, where columns were asked
   * for, those without a role as keys.
   */
  public Schema columns() {
    return columns;
  }

  /** The most rows that are wanted. */
  public long limit() {
    return limit;
  }

  /** The version to read; empty for the latest. */
  public OptionalLong asOf() {
    return asOf;
  }

  /** Collects what to read; every method checks its arguments against the schema. */
  public static final class Builder {

    private final Schema schema;
    private final List<Comparison> conditions = new ArrayList<>();
    private final List<List<Comparison>> alternatives = new ArrayList<>();
    private List<Field> columns = List.of();
    private long limit = Long.MAX_VALUE;
    private OptionalLong asOf = OptionalLong.empty();

    private Builder(Schema schema) {
      this.schema = schema;
    }

    /**
     * Wants the rows with these values of the first row keys, and sort keys behind them. Said
     * again, rows with either key are wanted.
     *
     * @throws InvalidInput if there are more values than keys, or a value is not of its key's type
     */
    public Builder key(Object... values) {
      return key(Key.of(values));
    }

    /** Wants the rows with this key, as {@link #key(Object...)} does. */
    public Builder key(Key key) {
      if (key.size() == 0 || key.size() > schema.keyCount()) {
        throw new InvalidInput(
            "A key has 1 to %d values, of the fields %s: key=%s"
                .formatted(schema.keyCount(), names(schema.keyCount()), key));
      }
      List<Comparison> values = new ArrayList<>();
      for (int i = 0; i < key.size(); i++) {
        values.add(Comparison.of(schema.field(i), Operator.EQUAL, key.get(i)));
      }
      alternatives.add(values);
      return this;
    }

    /** Wants the rows of this region; said again, those of either region. */
    public Builder region(Region region) {
      alternatives.add(Comparison.of(region));
      return this;
    }

    /** Wants only rows whose value of the range's field, a key or not, is in the range. */
    public Builder range(Range range) {
      conditions.addAll(Comparison.of(range));
      return this;
    }

    /**
     * Wants only rows whose value of a field compares so with the operand.
     *
     * @param operand of the class that {@link sleeper.core.schema.PrimitiveType.Kind} names; null
     *     with {@link Operator#IS_NULL} and {@link Operator#IS_NOT_NULL}
     * @throws InvalidInput if there is no such field, or the operand is not a value of it
     */
    public Builder where(String field, Operator operator, @Nullable Object operand) {
      return where(new Comparison(field(field), operator, operand));
    }

    /** Wants only rows that match a comparison. */
    public Builder where(Comparison comparison) {
      conditions.add(comparison);
      return this;
    }

    /** Wants only these columns, in this order; without any, all of them. */
    public Builder columns(String... names) {
      return columns(Arrays.asList(names));
    }

    /**
     * Wants only these columns, in this order; without any, all of them.
     *
     * @throws InvalidInput if there is no such field, or it is named twice
     */
    public Builder columns(Collection<String> names) {
      List<Field> wanted = new ArrayList<>();
      for (String name : names) {
        Field field = field(name);
        if (wanted.contains(field)) {
          throw new InvalidInput("Column %s is asked for twice".formatted(name));
        }
        wanted.add(field);
      }
      columns = List.copyOf(wanted);
      return this;
    }

    /** Wants at most so many rows, the first in order. */
    public Builder limit(long rows) {
      if (rows < 0) {
        throw new InvalidInput("A limit is not negative: limit=" + rows);
      }
      limit = rows;
      return this;
    }

    /** Reads the table as it was after the transaction of this number. */
    public Builder asOf(long version) {
      asOf = OptionalLong.of(version);
      return this;
    }

    /** Makes the query. */
    public Query build() {
      return new Query(this);
    }

    private Field field(String name) {
      int index = schema.indexOf(name);
      if (index < 0) {
        throw new InvalidInput(
            "There is no field %s; the fields are %s"
                .formatted(name, names(schema.fields().size())));
      }
      return schema.field(index);
    }

    private String names(int count) {
      return String.join(
          ", ", schema.fields().subList(0, count).stream().map(Field::name).toList());
    }
  }
}
