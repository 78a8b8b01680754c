package sleeper.cdk.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.core.json.Json;

/**
 * Reads from policies what they allow, in the words of permissions. It knows the names of resources
 * from the engine's conventions, and not from the code that writes policies.
 *
 * @param deployment what is deployed
 * @param values the values of the template that the policies are in
 */
record AllowedPermissions(DeploymentConfig deployment, TemplateValues values) {

  private static final String EVERYTHING = "*";
  private static final String INDEXES = "/index/*";

  /** What the statements of a policy allow. */
  SortedSet<Permission> of(JsonNode statements) {
    SortedSet<Permission> allowed = new TreeSet<>();
    for (JsonNode statement : statements) {
      for (String action : texts(statement.path("Action"))) {
        for (String arn : arns(statement)) {
          allowed.add(new Permission(kind(arn, action, statement), action));
        }
      }
    }
    return allowed;
  }

  /** The texts of a value that is a list, or of a single one. */
  static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    elements(value).forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** What a statement is about. */
  List<String> arns(JsonNode statement) {
    return elements(statement.path("Resource")).stream().map(values::text).toList();
  }

  private static List<JsonNode> elements(JsonNode value) {
    List<JsonNode> elements = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(elements::add);
    } else {
      elements.add(value);
    }
    return elements;
  }

  private String kind(String arn, String action, JsonNode statement) {
    if (arn.equals(EVERYTHING)) {
      return Json.compact(statement.path("Condition")).contains("ecs:cluster") ? "cluster" : "any";
    } else if (action.equals("iam:PassRole")) {
      return "task-roles";
    }
    String[] parts = arn.split(":", 6);
    return switch (parts[2]) {
      case "s3" -> bucket(parts[5], action);
      case "dynamodb" -> table(parts[5]);
      case "sqs" -> parts[5].endsWith("-IngestJobDLQ") ? "dead-letter-queue" : "job-queue";
      case "sns" -> "topic";
      case "ecs" -> parts[5].substring(0, parts[5].indexOf('/'));
      default -> throw new AssertionError("It is not known what " + arn + " is");
    };
  }

  private String bucket(String path, String action) {
    boolean isOfObjects = path.contains("/");
    if (isOfObjects == action.startsWith("s3:ListBucket")) {
      throw new AssertionError("%s has no effect on %s".formatted(action, path));
    }
    String name = path.split("/", 2)[0];
    if (name.equals(deployment.id().cleanName("config-" + TemplateValues.ACCOUNT))) {
      return "config-bucket";
    } else if (name.equals(deployment.id().cleanName("table-data-" + TemplateValues.ACCOUNT))) {
      return "data-bucket";
    } else if (deployment.instance().sourceBuckets().contains(name)) {
      return "source-bucket";
    } else if (name.startsWith("cdk-")) {
      return "assets-bucket";
    }
    throw new AssertionError("It is not known what bucket " + name + " is");
  }

  private String table(String path) {
    String name = path.replace(INDEXES, "").substring("table/".length());
    return TableSpec.all().stream()
        .map(TableSpec::kind)
        .filter(
            kind ->
                name.equals(deployment.id().cleanName(kind))
                    || name.equals(deployment.id().rawName(kind)))
        .map(kind -> "table/" + kind)
        .findFirst()
        .orElseThrow(() -> new AssertionError("It is not known what table " + name + " is"));
  }
}
