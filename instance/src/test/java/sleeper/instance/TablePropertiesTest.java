package sleeper.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sleeper.core.error.InvalidInput;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;

/** What can be changed of a table that is there, and what it was made with. */
class TablePropertiesTest {

  private static final Schema SCHEMA =
      Schema.builder()
          .rowKey("key", PrimitiveType.STRING)
          .rowKey("more", PrimitiveType.LONG)
          .build();
  private static final String CODEC = "sleeper.table.parquet.compression.codec";
  private static final String LEVEL = "sleeper.table.parquet.compression.level";

  @TempDir private Path folder;
  private SleeperInstance instance;

  @BeforeEach
  void open() {
    instance = SleeperInstance.init(folder.resolve("instance"));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  @Test
  void shouldChangeWhatIsNamedAndKeepTheRest() {
    make(Map.of(CODEC, "zstd", LEVEL, "9", "somebody.elses", "1"));

    instance.tables().changeProperties("t", Map.of(CODEC, "snappy"), Set.of(LEVEL));

    assertThat(instance.tables().find("t").properties())
        .containsExactlyInAnyOrderEntriesOf(Map.of(CODEC, "snappy", "somebody.elses", "1"));
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    make(Map.of(CODEC, "gzip", LEVEL, "9"));

    assertThatThrownBy(() -> instance.tables().changeProperties("t", Map.of(LEVEL, "20"), Set.of()))
        .isInstanceOf(InvalidInput.class);
    for (String fixed : List.of("id", "name", "schema")) {
      String property = "sleeper.table." + fixed;
      assertThatThrownBy(() -> instance.tables().changeProperties("t", Map.of(), Set.of(property)))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("Property %s of table t cannot be changed".formatted(property));
    }
    assertThat(instance.tables().find("t").properties()).containsEntry(LEVEL, "9");
  }

  @Test
  void shouldTellTheSplitPointsThatATableWasMadeWith() throws IOException {
    instance.tables().create(NewTable.named("one", SCHEMA));
    instance
        .tables()
        .create(NewTable.named("four", SCHEMA).withSplitPoints(List.of("b", "d", "f")));

    assertThat(instance.tables().firstSplitPoints("one")).isEmpty();
    assertThat(instance.tables().firstSplitPoints("four")).containsExactly("b", "d", "f");
  }

  private void make(Map<String, String> properties) {
    instance.tables().create(NewTable.named("t", SCHEMA).withProperties(properties));
  }
}
