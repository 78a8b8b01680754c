package sleeper.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SharedDataTest {

  @Test
  void shouldFindTheRootOfTheProjectFromAModule() {
    assertThat(SharedData.projectRoot()).isDirectoryContaining("glob:**/LICENSE");
  }

  @Test
  void shouldSkipTheTestWhoseFileIsNotThere() {
    assertThatThrownBy(() -> SharedData.data("no-such-data-set/file.parquet"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("real data ../shared/data is not there: skipped")
        .hasMessageContaining("file=no-such-data-set/file.parquet");
  }
}
