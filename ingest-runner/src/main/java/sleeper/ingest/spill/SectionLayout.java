package sleeper.ingest.spill;

import sleeper.core.schema.ListType;
import sleeper.core.schema.MapType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;

/**
 * How a section of rows is laid out: a header, then the arrays of all columns, each on a multiple
 * of eight bytes.
 *
 * <pre>
 * int  rows
 * for each column, those of elements, keys and values after the column that they are in:
 *   int  0 for plain values, otherwise the bytes of a dictionary id
 *   int  where the values, ids or offsets are, from the start of the section
 *   int  where the bytes of values of any length are
 *   int  where the null flags are, or 0 if there are none
 * </pre>
 */
final class SectionLayout {

  static final int ALIGNMENT = Long.BYTES;
  static final int NODE_INTS = 4;
  static final int ID_BYTES = 0;
  static final int VALUES = 1;
  static final int DATA = 2;
  static final int NULLS = 3;

  private final int[] nodes;
  private final int headerBytes;

  SectionLayout(Schema schema) {
    nodes = new int[schema.fields().size()];
    int next = 0;
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = next;
      next += nodesOf(schema.field(i).type());
    }
    headerBytes = align((1 + next * NODE_INTS) * Integer.BYTES);
  }

  /** Where a column's entry is in the header, as its number among all columns. */
  int node(int field) {
    return nodes[field];
  }

  int headerBytes() {
    return headerBytes;
  }

  static int align(int position) {
    return (position + ALIGNMENT - 1) & -ALIGNMENT;
  }

  static long align(long position) {
    return (position + ALIGNMENT - 1) & -ALIGNMENT;
  }

  private static int nodesOf(Type type) {
    if (type instanceof ListType) {
      return 2;
    }
    return type instanceof MapType ? 3 : 1;
  }
}
