package sleeper.starter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LambdaZipIT {

  private static final LambdaZip ZIP = LambdaZip.at("task-starter/target/task-starter.zip");
  private static final long MOST_BYTES = 15_000_000;

  @Test
  void shouldHoldTheHandlerAndItsLibraries() throws IOException {
    assertThat(ZIP.names())
        .contains("sleeper/starter/aws/TaskStarterLambda.class", "logback.xml")
        .anyMatch(name -> name.startsWith("lib/ecs-"))
        .contains("software/amazon/awssdk/services/ecs/EcsClient.class");
  }

  @Test
  void shouldHoldNothingThatReadsAndWritesData() throws IOException {
    Pattern heavy =
        Pattern.compile(
            "(parquet|arrow|hadoop|sqlite|duckdb|netty|httpclient|apache-client)",
            Pattern.CASE_INSENSITIVE);
    List<String> names = ZIP.names();

    assertThat(names).filteredOn(name -> name.endsWith(".jar")).noneMatch(heavy.asPredicate());
    assertThat(names)
        .noneMatch(name -> name.startsWith("org/apache/"))
        .noneMatch(name -> name.startsWith("org/sqlite/"))
        .noneMatch(name -> name.startsWith("io/netty/"))
        .noneMatch(name -> name.startsWith("org/junit/"));
  }

  @Test
  void shouldBeSmall() throws IOException {
    long bytes = Files.size(ZIP.file());
    System.out.println(ZIP.file().getFileName() + " has " + bytes + " bytes");

    assertThat(bytes).isLessThan(MOST_BYTES);
  }
}
