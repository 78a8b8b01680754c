package sleeper.core.properties;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sleeper.core.testing.SharedData;

class PropertiesDocumentTest {

  private static final Path DOCUMENT = SharedData.projectRoot().resolve("docs/properties.md");

  /** Run with {@code -Ddocs.write} to write the document anew. */
  @Test
  void shouldDescribeAllPropertiesInTheDocument() throws IOException {
    if (System.getProperty("docs.write") != null) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, PropertiesDocument.markdown());
    }

    assertThat(Files.readString(DOCUMENT)).isEqualTo(PropertiesDocument.markdown());
  }

  @Test
  void shouldHaveNamesOnceAndDefaultsThatAreAllowed() {
    Set<String> names = new HashSet<>();
    for (Property<?> property : InstanceProperty.all()) {
      assertThat(names.add(property.name())).as(property.name()).isTrue();
      assertThat(property.defaultValue().isPresent()).isEqualTo(property.defaultText() != null);
    }
    for (Property<?> property : AwsProperty.all()) {
      assertThat(names.add(property.name())).as(property.name()).isTrue();
      assertThat(property.defaultValue().isPresent()).isEqualTo(property.defaultText() != null);
    }
    for (Property<?> property : TableProperty.all()) {
      assertThat(names.add(property.name())).as(property.name()).isTrue();
      assertThat(property.defaultValue().isPresent()).isEqualTo(property.defaultText() != null);
      assertThat(property.name()).startsWith("sleeper.table.");
    }
  }
}
