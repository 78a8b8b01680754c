package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sleeper.core.json.Json;
import software.amazon.awscdk.assertions.Template;

/** The roles in the templates allow what is listed for each actor, and nothing else. */
class PoliciesTest {

  private static final String ROLE = "AWS::IAM::Role";
  private static final String DATA = "arn:aws:s3:::sleeper-my-id-table-data-123456789012";

  @Test
  void shouldAllowEachActorWhatIsListedAndNoMore() {
    Synthesis whole = Synthesis.whole();

    assertThat(allowed(whole, Actor.TASK_STARTER)).isEqualTo(listed(Actor.TASK_STARTER));
    assertThat(allowed(whole, Actor.DEPLOYMENT)).isEqualTo(listed(Actor.DEPLOYMENT));
    assertThat(allowed(whole, Actor.COLLECTOR)).isEqualTo(listed(Actor.COLLECTOR));
    assertThat(allowed(whole, Actor.SNAPSHOTS)).isEqualTo(listed(Actor.SNAPSHOTS));
    // Nobody hears of ended jobs here, and below there are no source buckets.
    assertThat(allowed(whole, Actor.INGEST_TASK)).isEqualTo(without("topic", Actor.INGEST_TASK));
    assertThat(allowed(Synthesis.small(), Actor.INGEST_TASK))
        .isEqualTo(without("source-bucket", Actor.INGEST_TASK));
  }

  @Test
  void shouldAllowMoreOnlyWhereDataGoesWithTheDeployment() {
    assertThat(allowed(Synthesis.small(), Actor.DEPLOYMENT))
        .isEqualTo(listed(Actor.DEPLOYMENT, Actor.EMPTYING))
        .contains(new Permission("data-bucket", "s3:DeleteObjectVersion"));
    assertThat(allowed(Synthesis.whole(), Actor.DEPLOYMENT))
        .extracting(Permission::action)
        .doesNotContain("s3:DeleteObject", "s3:DeleteObjectVersion");
  }

  @Test
  void shouldAllowATaskWhatItDoesOnEachResource() {
    assertThat(arns("s3:PutObject")).containsExactly(DATA + "/*");
    assertThat(arns("s3:ListBucket")).containsExactlyInAnyOrder(DATA, "arn:aws:s3:::incoming");
    assertThat(arns("s3:GetObject"))
        .containsExactlyInAnyOrder(
            DATA + "/*",
            "arn:aws:s3:::incoming/*",
            "arn:aws:s3:::sleeper-my-id-config-123456789012/*");
    assertThat(arns("sqs:DeleteMessage")).singleElement().asString().endsWith("-IngestJobQ");
    assertThat(arns("sqs:GetQueueAttributes")).hasSize(2);
    assertThat(arns("dynamodb:Scan"))
        .singleElement()
        .asString()
        .endsWith(":table/sleeper-my-id-table-index-by-online");
  }

  @Test
  void shouldNameATopicOfEndedJobs() {
    assertThat(Json.compact(policy(Synthesis.small().template(), Actor.INGEST_TASK).orElseThrow()))
        .contains("arn:aws:sns:eu-west-2:123456789012:jobs");
  }

  @Test
  void shouldAllowNoActionByAWildcardAndNothingOnEverythingWithoutACondition() {
    for (Synthesis synthesis : List.of(Synthesis.whole(), Synthesis.small())) {
      for (JsonNode statement :
          synthesis.allResources().stream().flatMap(PoliciesTest::statements).toList()) {
        assertThat(AllowedPermissions.texts(statement.path("Action")))
            .noneMatch(each -> each.contains("*"));
        // A token of the registry is not a thing that IAM names.
        if (AllowedPermissions.texts(statement.path("Resource")).contains("*")
            && !statement.path("Action").asText().equals("ecr:GetAuthorizationToken")) {
          assertThat(statement.has("Condition")).as(Json.compact(statement)).isTrue();
        }
      }
    }
  }

  @Test
  void shouldGiveNoRoleAPolicyOfAws() {
    for (JsonNode resource : Synthesis.whole().allResources()) {
      assertThat(resource.path("Properties").has("ManagedPolicyArns"))
          .as(Json.compact(resource))
          .isFalse();
    }
  }

  @Test
  void shouldStartTasksOfThisClusterAlone() {
    JsonNode statements = policy(Synthesis.whole().template(), Actor.TASK_STARTER).orElseThrow();

    assertThat(Json.compact(statements))
        .contains("\"ecs:cluster\"")
        .contains("cluster/sleeper-my-id-ingest-cluster")
        .contains("task-definition/sleeper-my-id-ingest-task:*")
        .contains("\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"")
        .contains("\"ecs:CreateAction\":\"RunTask\"");
  }

  @Test
  void shouldListPermissionsOfResourcesThatThereAre() {
    for (Actor actor : Actor.values()) {
      assertThat(actor.permissions())
          .as(actor.text())
          .isNotEmpty()
          .isSorted()
          .doesNotHaveDuplicates();
      for (Permission permission : actor.permissions()) {
        if (permission.resource().startsWith("table/")) {
          assertThat(TableSpec.all())
              .extracting(TableSpec::kind)
              .contains(permission.resource().substring("table/".length()));
        }
      }
    }
  }

  /** What a task may do an action on. */
  private static List<String> arns(String action) {
    Template template = Synthesis.whole().template();
    AllowedPermissions reader = reader(Synthesis.whole(), template);
    List<String> arns = new ArrayList<>();
    for (JsonNode statement : policy(template, Actor.INGEST_TASK).orElseThrow()) {
      if (AllowedPermissions.texts(statement.path("Action")).contains(action)) {
        arns.addAll(reader.arns(statement));
      }
    }
    return arns;
  }

  private static SortedSet<Permission> listed(Actor... actors) {
    return Arrays.stream(actors)
        .flatMap(actor -> actor.permissions().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<Permission> without(String resource, Actor actor) {
    SortedSet<Permission> listed = listed(actor);
    assertThat(listed.removeIf(each -> each.resource().equals(resource))).isTrue();
    return listed;
  }

  /** What the policy of an actor allows, in whichever template it is. */
  private static SortedSet<Permission> allowed(Synthesis synthesis, Actor actor) {
    List<Template> templates = new ArrayList<>(synthesis.nested().values());
    templates.add(synthesis.template());
    SortedSet<Permission> allowed = new TreeSet<>();
    for (Template template : templates) {
      policy(template, actor)
          .ifPresent(policy -> allowed.addAll(reader(synthesis, template).of(policy)));
    }
    return allowed;
  }

  private static AllowedPermissions reader(Synthesis synthesis, Template template) {
    Map<String, Object> root = synthesis.template().toJSON();
    TemplateValues values =
        template == synthesis.template()
            ? new TemplateValues(root)
            : TemplateValues.ofNested(template.toJSON(), root);
    return new AllowedPermissions(synthesis.deployment(), values);
  }

  private static Optional<JsonNode> policy(Template template, Actor actor) {
    for (JsonNode role : Synthesis.resources(template, ROLE).values()) {
      for (JsonNode policy : role.path("Properties").path("Policies")) {
        if (policy.path("PolicyName").asText().equals(actor.text())) {
          return Optional.of(policy.path("PolicyDocument").path("Statement"));
        }
      }
    }
    return Optional.empty();
  }

  /** All statements that a role or a policy has. */
  private static Stream<JsonNode> statements(JsonNode resource) {
    JsonNode properties = resource.path("Properties");
    List<JsonNode> statements = new ArrayList<>();
    properties
        .path("Policies")
        .forEach(each -> each.path("PolicyDocument").path("Statement").forEach(statements::add));
    if (resource.path("Type").asText().equals("AWS::IAM::Policy")) {
      properties.path("PolicyDocument").path("Statement").forEach(statements::add);
    }
    return statements.stream();
  }
}
