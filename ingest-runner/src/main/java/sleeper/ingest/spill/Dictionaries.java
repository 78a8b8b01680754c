package sleeper.ingest.spill;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.core.schema.Type;
import sleeper.parquet.block.Dictionary;
import sleeper.parquet.block.DictionaryColumn;

/**
 * The dictionaries of a job, one for each field of strings or byte arrays.
 *
 * <p>One thread lets them grow while rows come in. Once they are frozen they are shared.
 */
public final class Dictionaries {

  private static final Dictionary NONE = new Dictionary(new byte[64], new int[1], 0);

  private final List<@Nullable JobDictionary> byField;
  private final List<Dictionary> frozen;

  private Dictionaries(List<@Nullable JobDictionary> byField, List<Dictionary> frozen) {
    this.byField = byField;
    this.frozen = frozen;
  }

  /** Empty dictionaries that may grow to so many bytes in all. */
  public static Dictionaries growing(Schema schema, long maxBytes) {
    List<@Nullable JobDictionary> byField = new ArrayList<>();
    int fields = schema.fields().size();
    int each = (int) Math.min(1 << 20, maxBytes / fields / 4);
    for (int i = 0; i < fields; i++) {
      byField.add(canBeEncoded(schema.field(i).type()) ? new JobDictionary(each) : null);
    }
    return new Dictionaries(byField, List.of());
  }

  /** What they hold now; rows whose ids are theirs keep them. */
  public Dictionaries freeze() {
    return new Dictionaries(byField, current());
  }

  /** The dictionary of each field as it is now. */
  List<Dictionary> current() {
    if (!frozen.isEmpty()) {
      return frozen;
    }
    List<Dictionary> dictionaries = new ArrayList<>();
    byField.forEach(field -> dictionaries.add(field == null ? NONE : field.dictionary()));
    return dictionaries;
  }

  /** The bytes of an id of a field; 0 if the column's values have to be kept plain. */
  int idBytes(int field, DictionaryColumn column) {
    JobDictionary dictionary = byField.get(field);
    if (dictionary == null) {
      return 0;
    }
    if (!frozen.isEmpty()) {
      return column.dictionary().equals(frozen.get(field)) ? dictionary.idBytes() : 0;
    }
    return dictionary.idsOf(column.dictionary()) == null ? 0 : dictionary.idBytes();
  }

  /** The ids for those of a column that is not kept plain; null if they are the same. */
  int @Nullable [] newIds(int field, DictionaryColumn column) {
    JobDictionary dictionary = byField.get(field);
    return dictionary == null || !frozen.isEmpty() ? null : dictionary.idsOf(column.dictionary());
  }

  /** The mean length of a field's values, as far as they are in a dictionary. */
  long meanValueBytes(int field) {
    JobDictionary dictionary = byField.get(field);
    return dictionary == null ? 0 : dictionary.meanValueBytes();
  }

  /** The bytes of memory that they take. */
  public long allocatedBytes() {
    long bytes = 0;
    for (JobDictionary dictionary : byField) {
      bytes += dictionary == null ? 0 : dictionary.allocatedBytes();
    }
    return bytes;
  }

  private static boolean canBeEncoded(Type type) {
    return type instanceof PrimitiveType primitive
        && (primitive.kind() == PrimitiveType.Kind.STRING
            || primitive.kind() == PrimitiveType.Kind.BYTE_ARRAY);
  }
}
