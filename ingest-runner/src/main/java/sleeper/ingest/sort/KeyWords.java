package sleeper.ingest.sort;

import java.util.ArrayList;
import java.util.List;
import sleeper.core.schema.PrimitiveType;
import sleeper.parquet.block.ByteColumn;
import sleeper.parquet.block.BytesColumn;
import sleeper.parquet.block.Column;
import sleeper.parquet.block.DictionaryColumn;
import sleeper.parquet.block.IntColumn;
import sleeper.parquet.block.LongColumn;

/** The keys of rows as a sequence of words: comparing them one after another compares the keys. */
final class KeyWords {

  /** Longer values are told apart by comparison where their first bytes do not. */
  private static final int MAX_VALUE_WORDS = 64;

  private final List<KeyWord> words = new ArrayList<>();
  private boolean complete = true;

  private KeyWords() {}

  /** The words of the first columns of some rows. */
  static KeyWords of(List<Column> columns, int keys) {
    KeyWords result = new KeyWords();
    for (int key = 0; key < keys && result.complete; key++) {
      result.add(columns.get(key));
    }
    return result;
  }

  /** How many words there are. */
  int count() {
    return words.size();
  }

  /** The word at a position. */
  KeyWord word(int position) {
    return words.get(position);
  }

  /** Whether rows of which all words are equal have equal keys. */
  boolean isComplete() {
    return complete;
  }

  private void add(Column column) {
    PrimitiveType.Kind kind = ((PrimitiveType) column.type()).kind();
    if (column instanceof LongColumn longs) {
      words.add(
          kind == PrimitiveType.Kind.DOUBLE
              ? KeyWord.ofDoubles(longs.values())
              : KeyWord.ofLongs(longs.values()));
    } else if (column instanceof IntColumn ints) {
      words.add(
          kind == PrimitiveType.Kind.FLOAT
              ? KeyWord.ofFloats(ints.values())
              : KeyWord.ofInts(ints.values()));
    } else if (column instanceof ByteColumn bytes) {
      words.add(KeyWord.ofBytes(bytes.values()));
    } else if (column instanceof DictionaryColumn encoded) {
      words.add(KeyWord.ofIds(encoded.ids(), DictionaryRanks.of(encoded)));
    } else {
      addBytes((BytesColumn) column, kind == PrimitiveType.Kind.DECIMAL);
    }
  }

  private void addBytes(BytesColumn column, boolean signed) {
    int[] offsets = column.offsets();
    int longest = longest(offsets, column.size());
    int needed = (longest + Long.BYTES - 1) / Long.BYTES;
    for (int i = 0; i < Math.min(needed, MAX_VALUE_WORDS); i++) {
      long flipped = signed && i == 0 ? Long.MIN_VALUE : 0;
      words.add(KeyWord.ofValueBytes(column.data(), offsets, i * Long.BYTES, flipped));
    }
    complete = needed <= MAX_VALUE_WORDS;
    if (complete && !signed) {
      words.add(KeyWord.ofLengths(offsets));
    }
  }

  private static int longest(int[] offsets, int size) {
    int longest = 0;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, offsets[i + 1] - offsets[i]);
    }
    return longest;
  }
}
