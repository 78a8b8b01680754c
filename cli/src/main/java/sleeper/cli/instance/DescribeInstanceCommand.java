package sleeper.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sleeper.cli.command.Json;
import sleeper.cli.command.Surroundings;
import sleeper.cli.terminal.Human;
import sleeper.cli.terminal.TextTable;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.Property;
import sleeper.instance.SleeperInstance;
import sleeper.instance.TableDetails;

/** Shows what a person needs to know of an instance. */
@Command(
    name = "describe",
    description = {
      "Show where an instance is and what belongs to it: tables, buckets, queues, role, versions.",
      "Of an instance in a folder, --dir names the folder; of one on AWS, --instance its id."
    })
public final class DescribeInstanceCommand implements Runnable {

  private static final List<Shown> SHOWN =
      List.of(
          new Shown("account", "account", AwsProperty.ACCOUNT),
          new Shown("region", "region", AwsProperty.REGION),
          new Shown("config bucket", "configBucket", AwsProperty.CONFIG_BUCKET),
          new Shown("data bucket", "dataBucket", AwsProperty.DATA_BUCKET),
          new Shown("job queue", "queueUrl", AwsProperty.JOB_QUEUE_URL),
          new Shown("dead letters", "deadLetterQueueUrl", AwsProperty.JOB_DEAD_LETTER_URL),
          new Shown("role of tasks", "roleArn", AwsProperty.INGEST_ROLE_ARN),
          new Shown("notifications", "topicArn", AwsProperty.NOTIFICATION_TOPIC_ARN),
          new Shown("cluster", "cluster", AwsProperty.INGEST_CLUSTER),
          new Shown("Sleeper", "sleeperVersion", AwsProperty.VERSION));

  private final Surroundings surroundings;
  @Spec private CommandSpec spec;

  @Option(
      names = "--member",
      paramLabel = "NAME",
      description = "Print the value of this member of the JSON alone, such as queueUrl.")
  private @Nullable String member;

  /** A property that is shown if it is set. */
  private record Shown(String label, String member, Property<String> property) {}

  public DescribeInstanceCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    try (SleeperInstance instance = surroundings.open()) {
      if (member != null) {
        surroundings.out().println(value(json(instance), member));
      } else if (surroundings.json()) {
        surroundings.print(json(instance));
      } else {
        show(instance);
      }
    }
  }

  private String value(ObjectNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null) {
      List<String> names = new ArrayList<>();
      json.fieldNames().forEachRemaining(names::add);
      throw new ParameterException(
          spec.commandLine(),
          "The instance has no member %s; there are %s".formatted(name, String.join(", ", names)));
    }
    return value.isTextual() ? value.asText() : value.toString();
  }

  private void show(SleeperInstance instance) {
    InstanceProperties properties = instance.properties();
    List<String> tables = tables(instance);
    String place = isOnAws(instance) ? "Instance %s on AWS" : "Instance in folder %s";
    surroundings.out().println(surroundings.palette().strong(place.formatted(instance.location())));
    surroundings.out().println();
    TextTable lines = new TextTable().text("").text("");
    lines.row(
        "  tables",
        tables.isEmpty()
            ? "none yet"
            : Human.count(tables.size()) + ": " + String.join(", ", tables));
    lines.row("  written by", isShared(instance) ? "Sleeper as well" : "this engine alone");
    for (Shown shown : SHOWN) {
      properties.find(shown.property()).ifPresent(value -> lines.row("  " + shown.label(), value));
    }
    lines.row("  source", sources(instance));
    if (!isOnAws(instance)) {
      lines.row("  job queue", "in the folder");
    }
    lines.row("  version", version());
    lines.printLines(surroundings.out());
  }

  private static ObjectNode json(SleeperInstance instance) {
    ObjectNode node = Json.object();
    node.put("location", instance.location());
    node.put("kind", isOnAws(instance) ? "aws" : "folder");
    node.put("shared", isShared(instance));
    for (Shown shown : SHOWN) {
      instance
          .properties()
          .find(shown.property())
          .ifPresent(value -> node.put(shown.member(), value));
    }
    ArrayNode buckets = node.putArray("sourceBuckets");
    instance.properties().get(InstanceProperty.INGEST_SOURCE_BUCKETS).forEach(buckets::add);
    ArrayNode tables = node.putArray("tables");
    tables(instance).forEach(tables::add);
    node.put("version", version());
    return node;
  }

  private static String sources(SleeperInstance instance) {
    if (!isOnAws(instance)) {
      List<String> folders = instance.properties().get(InstanceProperty.INGEST_SOURCE_FOLDERS);
      return folders.isEmpty()
          ? "any file of this machine"
          : "files in " + String.join(", ", folders);
    }
    List<String> buckets = instance.properties().get(InstanceProperty.INGEST_SOURCE_BUCKETS);
    return buckets.isEmpty()
        ? "any bucket that the credentials of tasks can read"
        : "buckets " + String.join(", ", buckets);
  }

  private static List<String> tables(SleeperInstance instance) {
    return instance.tables().list().stream().map(TableDetails::name).toList();
  }

  private static boolean isOnAws(SleeperInstance instance) {
    return instance.awsClients().isPresent();
  }

  private static boolean isShared(SleeperInstance instance) {
    return isOnAws(instance) && instance.properties().get(AwsProperty.SHARED);
  }

  private static String version() {
    return Optional.ofNullable(
            DescribeInstanceCommand.class.getPackage().getImplementationVersion())
        .orElse("not built");
  }
}
