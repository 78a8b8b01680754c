package sleeper.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sleeper.cdk.stack.Actor;
import sleeper.core.testing.SharedData;
import sleeper.deployment.iam.ResourceKinds;

/** The page for users lists the permissions of a task. */
class AwsPageTest {

  private static final Map<String, String> KINDS =
      Map.of(
          "the config bucket", ResourceKinds.CONFIG_BUCKET,
          "the data bucket", ResourceKinds.DATA_BUCKET,
          "source buckets", ResourceKinds.SOURCE_BUCKET,
          "tables `sleeper-<id>-*`", ResourceKinds.TABLE,
          "the job queue", ResourceKinds.JOB_QUEUE,
          "the dead letter queue", ResourceKinds.DEAD_LETTER_QUEUE,
          "the notification topic, if there is one", ResourceKinds.TOPIC,
          "CloudWatch, if metrics go there", ResourceKinds.ANY);
  private static final Pattern ACTION = Pattern.compile("`([^`]+)`");

  @Test
  void shouldListWhatATaskNeeds() throws IOException {
    Map<String, Set<String>> needed = new TreeMap<>();
    Actor.INGEST_TASK
        .permissions()
        .forEach(
            each ->
                needed
                    .computeIfAbsent(
                        each.resource().replaceFirst("/.*", "/"), kind -> new TreeSet<>())
                    .add(each.action()));

    assertThat(listed()).isEqualTo(needed);
  }

  private static Map<String, Set<String>> listed() throws IOException {
    String page = Files.readString(SharedData.projectRoot().resolve("docs/aws.md"));
    String section = page.substring(page.indexOf("## What a task may do"));
    List<String[]> rows =
        section
            .lines()
            .map(line -> line.split("\\|"))
            .filter(cells -> cells.length == 3 && KINDS.containsKey(cells[1].strip()))
            .toList();
    return rows.stream()
        .collect(
            Collectors.toMap(
                cells -> KINDS.get(cells[1].strip()),
                cells -> actions(cells[2]),
                (one, other) -> one,
                TreeMap::new));
  }

  /** The first action of a row names the service for the others. */
  private static Set<String> actions(String cell) {
    String[] names =
        ACTION.matcher(cell).results().map(match -> match.group(1)).toArray(String[]::new);
    String service = names[0].substring(0, names[0].indexOf(':') + 1);
    return Arrays.stream(names)
        .map(name -> name.contains(":") ? name : service + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
