package sleeper.core.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sleeper.core.storage.DocumentStore;
import sleeper.core.storage.DocumentStore.Document;

/** What every {@link DocumentStore} promises. A test gets a store of its own, without texts. */
public abstract class DocumentStoreContract {

  private static final String KEY = "tables/table-0a1b2c3d.properties";

  /** The store of this test. */
  protected abstract DocumentStore store();

  /** Whether it compares and replaces in one step even where many ask at once. */
  protected boolean isReplacingAtomic() {
    return true;
  }

  @Test
  void shouldReadBackWhatWasCreated() throws IOException {
    String text = "# \u00e4 \u20ac \ud83d\ude00\nkey=value\n";

    assertThat(store().create(KEY, text)).isTrue();

    assertThat(read().text()).isEqualTo(text);
    assertThat(store().read("tables/other")).isEmpty();
  }

  @Test
  void shouldKeepATextWithoutLetters() throws IOException {
    store().create(KEY, "");

    assertThat(read().text()).isEmpty();
  }

  @Test
  void shouldCreateNoTextWhereThereIsOne() throws IOException {
    store().create(KEY, "first");

    assertThat(store().create(KEY, "second")).isFalse();
    assertThat(store().create(KEY, "first")).isFalse();

    assertThat(read().text()).isEqualTo("first");
  }

  @Test
  void shouldReplaceTheTextThatWasRead() throws IOException {
    store().create(KEY, "first");
    Document first = read();

    assertThat(store().replace(KEY, "second", first.version())).isTrue();

    assertThat(read().text()).isEqualTo("second");
    assertThat(read().version()).isNotEqualTo(first.version());
  }

  @Test
  void shouldNotReplaceATextThatWasChangedSince() throws IOException {
    store().create(KEY, "first");
    String version = read().version();
    store().replace(KEY, "second", version);

    assertThat(store().replace(KEY, "third", version)).isFalse();

    assertThat(read().text()).isEqualTo("second");
  }

  @Test
  void shouldNotReplaceATextThatIsGone() throws IOException {
    store().create(KEY, "first");
    String version = read().version();
    store().delete(KEY);

    assertThat(store().replace(KEY, "second", version)).isFalse();

    assertThat(store().read(KEY)).isEmpty();
  }

  @Test
  void shouldDeleteATextThatIsThereOrNot() throws IOException {
    store().create(KEY, "first");

    store().delete(KEY);
    store().delete(KEY);

    assertThat(store().create(KEY, "second")).isTrue();
  }

  @Test
  void shouldRefuseKeysThatLeaveTheStore() {
    assertThatThrownBy(() -> store().create("../x", "text"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().read("../x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLetExactlyOneOfManyCreateAText() throws Exception {
    assertThat(winners(i -> store().create(KEY, "writer " + i))).isEqualTo(1);
  }

  @Test
  void shouldLoseNoChangeOfManyWhoReadAndReplace() throws Exception {
    assumeThat(isReplacingAtomic()).as("versions are compared and replaced in one step").isTrue();
    store().create(KEY, "0");

    assertThat(winners(i -> increment())).isEqualTo(16);

    assertThat(read().text()).isEqualTo("16");
  }

  private boolean increment() throws IOException {
    while (true) {
      Document before = read();
      String next = String.valueOf(Integer.parseInt(before.text()) + 1);
      if (store().replace(KEY, next, before.version())) {
        return true;
      }
    }
  }

  /** Changes a text. */
  private interface Change {
    boolean tryAs(int writer) throws IOException;
  }

  private static int winners(Change change) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> writers =
          IntStream.range(0, 16).mapToObj(i -> (Callable<Boolean>) () -> change.tryAs(i)).toList();
      int winners = 0;
      for (Future<Boolean> result : executor.invokeAll(writers)) {
        winners += result.get() ? 1 : 0;
      }
      return winners;
    } finally {
      executor.shutdownNow();
    }
  }

  private Document read() throws IOException {
    return store().read(KEY).orElseThrow();
  }
}
