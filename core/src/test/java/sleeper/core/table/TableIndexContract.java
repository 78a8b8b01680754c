package sleeper.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.core.error.InvalidInput;

/** What every table index does. An adapter's test extends this. */
public abstract class TableIndexContract {

  private static final TableId A = new TableId("0000000a", "a-table");
  private static final TableId B = new TableId("0000000b", "b.table");

  /** An index without tables; the same one in every call of a test. */
  protected abstract TableIndex index();

  @Test
  void shouldFindTablesByNameAndId() {
    index().create(A);
    index().create(B);

    assertThat(index().findByName("b.table")).contains(B);
    assertThat(index().findById("0000000a")).contains(A);
    assertThat(index().findByName("0000000a")).isEmpty();
    assertThat(index().findById("a-table")).isEmpty();
  }

  @Test
  void shouldListTablesByName() {
    index().create(B);
    index().create(A);

    assertThat(index().list()).containsExactly(A, B);
  }

  @Test
  void shouldRefuseANameThatIsTaken() {
    index().create(A);

    assertThatThrownBy(() -> index().create(new TableId("0000000b", "a-table")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a-table");
    assertThat(index().list()).containsExactly(A);
  }

  @Test
  void shouldRefuseAnIdThatIsTaken() {
    index().create(A);

    assertThatThrownBy(() -> index().create(new TableId("0000000a", "other")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("0000000a");
    assertThat(index().list()).containsExactly(A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "a/b", "-a", ".a", "ä", "a'b"})
  void shouldRefuseNamesThatNeedQuoting(String name) {
    assertThatThrownBy(() -> index().create(new TableId("0000000a", name)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(name);
    assertThat(index().list()).isEmpty();
  }

  @Test
  void shouldGiveADroppedTablesNameAgain() {
    index().create(A);

    assertThat(index().drop(A)).isTrue();
    assertThat(index().findByName("a-table")).isEmpty();
    assertThat(index().findById("0000000a")).isEmpty();

    TableId again = new TableId("0000000c", "a-table");
    index().create(again);
    assertThat(index().list()).containsExactly(again);
  }

  @Test
  void shouldNotDropAnotherTableOfTheSameName() {
    index().create(A);

    assertThat(index().drop(new TableId("0000000b", "a-table"))).isFalse();
    assertThat(index().drop(B)).isFalse();
    assertThat(index().list()).containsExactly(A);
  }
}
