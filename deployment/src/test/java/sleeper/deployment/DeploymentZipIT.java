package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import sleeper.starter.aws.LambdaZip;

class DeploymentZipIT {

  static final LambdaZip ZIP = LambdaZip.at("deployment/target/sleeper-deployment-lambda.zip");

  private static final long MOST_BYTES = 40_000_000;

  @Test
  void shouldHoldTheHandlersAndTheirLibraries() throws IOException {
    assertThat(ZIP.names())
        .contains(
            "sleeper/deployment/InstanceDeployment.class",
            "sleeper/deployment/CollectorLambda.class",
            "sleeper/deployment/SnapshotLambda.class",
            "logback.xml",
            "software/amazon/awssdk/services/ecs/EcsClient.class",
            "sleeper/statestore/snapshot/ArrowSnapshots.class");
  }

  @Test
  void shouldHoldNothingThatRowsAndFoldersNeed() throws IOException {
    Pattern heavy =
        Pattern.compile(
            "(hadoop-client|sqlite|duckdb|zstd|snappy|micrometer|prometheus|netty-nio)",
            Pattern.CASE_INSENSITIVE);
    List<String> names = ZIP.names();

    assertThat(names).filteredOn(name -> name.endsWith(".jar")).noneMatch(heavy.asPredicate());
    assertThat(names)
        .noneMatch(name -> name.startsWith("org/sqlite/"))
        .noneMatch(name -> name.startsWith("org/junit/"));
  }

  @Test
  void shouldBeSmall() throws IOException {
    long bytes = Files.size(ZIP.file());
    long unpacked;
    try (ZipFile zip = new ZipFile(ZIP.file().toFile())) {
      unpacked = zip.stream().mapToLong(ZipEntry::getSize).sum();
    }
    System.out.printf("%s has %d bytes, %d unpacked%n", ZIP.file().getFileName(), bytes, unpacked);

    assertThat(bytes).isLessThan(MOST_BYTES);
    assertThat(unpacked).isLessThan(MOST_BYTES);
  }
}
