package sleeper.cdk.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import sleeper.cdk.config.ConfigFile;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Lambdas;
import sleeper.core.json.Json;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/**
 * A deployment that was synthesised and checked by cdk-nag, with its templates. Each is made once
 * for all tests, in one Node process.
 */
final class Synthesis {

  /** Everything that there is, with the defaults. */
  private static final String WHOLE =
      """
      {"instance": "My.Id", "vpc": "own", "sourceBuckets": ["incoming"], "alarmEmail": "me@example.com",
       "tables": [{"name": "readings", "splitPoints": ["10", "20"],
                   "schema": {"rowKeyFields": [{"name": "key", "type": "LongType"}]}}],
       "tags": {"team": "data"}}
      """;

  /** As little as there can be, in a VPC that is there, with nothing that stays. */
  private static final String SMALL =
      """
      {"instance": "small", "vpc": {"id": "vpc-01234567", "subnets": ["subnet-01234567", "subnet-89abcdef"]},
       "stacks": [], "data": "delete", "logRetentionDays": 1,
       "image": {"uri": "123456789012.dkr.ecr.eu-west-2.amazonaws.com/sleeper/ingest:1.0"},
       "task": {"cpuUnits": 1024, "memory": "2G", "architecture": "x86_64", "diskBudget": "10G", "maximum": 2,
                "reservedStarter": false},
       "properties": {"sleeper.ingest.notification.topic.arn": "arn:aws:sns:eu-west-2:123456789012:jobs",
                      "sleeper.ingest.queue.visibility.timeout.seconds": "600",
                      "sleeper.ingest.queue.max.receives": "7"}}
      """;

  private static final Map<String, Synthesis> MADE = new LinkedHashMap<>();

  private final Path folder;
  private final DeploymentConfig deployment;
  private final App app;
  private final Template root;
  private final Map<String, Template> nested = new LinkedHashMap<>();

  private Synthesis(String config) throws IOException {
    folder = Files.createTempDirectory(Path.of("target"), "synthesis");
    Path image = Files.createDirectories(folder.resolve("aws-runtime/target/image"));
    Files.writeString(image.resolve("Dockerfile"), "FROM scratch\n");
    Path file = Files.writeString(folder.resolve("deployment.json"), config);
    Path zip = Files.writeString(folder.resolve("code.zip"), "no code");
    deployment = ConfigFile.read(file, folder);
    app = new App(AppProps.builder().outdir(folder.resolve("out").toString()).build());
    Stack stack = new Stack(app, "Deployment");
    SleeperIngest ingest = new SleeperIngest(stack, "Sleeper", deployment, new Lambdas(zip, zip));
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    app.synth();
    root = template(stack.getTemplateFile());
    for (String id : List.of("Periodic", "Dashboard", "Alarms")) {
      if (ingest.getNode().tryFindChild(id) instanceof NestedStack found) {
        nested.put(id, template(found.getTemplateFile()));
      }
    }
  }

  /** A deployment with all there is. The test is skipped where there is no Node. */
  static Synthesis whole() {
    return of(WHOLE);
  }

  /** A deployment with as little as there can be, none of which stays. */
  static Synthesis small() {
    return of(SMALL);
  }

  /** What was deployed. */
  DeploymentConfig deployment() {
    return deployment;
  }

  /** The template of the stack. */
  Template template() {
    return root;
  }

  /** The templates of nested stacks. */
  Map<String, Template> nested() {
    return nested;
  }

  /** All resources of the stack of a type, by their ids in the template. */
  Map<String, JsonNode> resources(String type) {
    return resources(root, type);
  }

  /** The same of a nested stack. */
  static Map<String, JsonNode> resources(Template template, String type) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    JsonNode all = Json.mapper().valueToTree(template.toJSON()).path("Resources");
    all.properties().stream()
        .filter(each -> each.getValue().path("Type").asText().equals(type))
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
  }

  /** What cdk-nag found in all stacks, as lines of its reports. */
  List<String> findings() throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> reports =
        Files.newDirectoryStream(folder.resolve("out"), "*-NagReport.csv")) {
      for (Path report : reports) {
        Files.readAllLines(report).stream().skip(1).forEach(lines::add);
      }
    }
    return lines;
  }

  /** All resources of all stacks. */
  List<JsonNode> allResources() {
    List<JsonNode> all = new ArrayList<>();
    List<Template> templates = new ArrayList<>(nested.values());
    templates.add(root);
    for (Template template : templates) {
      Json.mapper().valueToTree(template.toJSON()).path("Resources").forEach(all::add);
    }
    return all;
  }

  /** The only resource of a type. */
  JsonNode resource(String type) {
    Map<String, JsonNode> found = resources(type);
    if (found.size() != 1) {
      throw new AssertionError("One resource %s was expected: %s".formatted(type, found.keySet()));
    }
    return found.values().iterator().next();
  }

  /** The resource of a type whose properties have a text. */
  JsonNode resource(String type, String text) {
    return resources(type).values().stream()
        .filter(each -> Json.compact(each).contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no %s with %s".formatted(type, text)));
  }

  /** The files of all templates. */
  List<String> templateFiles() throws IOException {
    List<String> files = new ArrayList<>();
    try (DirectoryStream<Path> templates =
        Files.newDirectoryStream(folder.resolve("out"), "*.template.json")) {
      templates.forEach(each -> files.add(each.toAbsolutePath().toString()));
    }
    return files;
  }

  /** The app. */
  App app() {
    return app;
  }

  private Template template(String file) throws IOException {
    JsonNode json = Json.parse("template", Files.readString(folder.resolve("out").resolve(file)));
    return Template.fromJSON(Json.mapper().convertValue(json, new TypeReference<>() {}));
  }

  private static synchronized Synthesis of(String config) {
    Assumptions.assumeTrue(hasNode(), "There is no Node, which the CDK runs in: skipped");
    return MADE.computeIfAbsent(
        config,
        text -> {
          try {
            return new Synthesis(text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static boolean hasNode() {
    try {
      Process node = new ProcessBuilder("node", "--version").start();
      return node.waitFor(10, TimeUnit.SECONDS) && node.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
