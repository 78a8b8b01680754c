package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sleeper.cdk.stack.Actor.Permission;
import sleeper.core.json.Json;
import software.amazon.awscdk.assertions.Template;

/** The roles in the templates allow what is listed for each actor, and nothing else. */
class PoliciesTest {

  private static final String ROLE = "AWS::IAM::Role";
  private static final String DATA = "arn:aws:s3:::sleeper-my-id-table-data-123456789012";

  @Test
  void shouldAllowEachActorItsActionsAndNoOther() {
    Synthesis whole = Synthesis.whole();
    Template periodic = Objects.requireNonNull(whole.nested().get("Periodic"));

    assertThat(actions(whole.template(), Actor.TASK_STARTER)).isEqualTo(of(Actor.TASK_STARTER));
    assertThat(actions(whole.template(), Actor.DEPLOYMENT)).isEqualTo(of(Actor.DEPLOYMENT));
    assertThat(actions(periodic, Actor.COLLECTOR)).isEqualTo(of(Actor.COLLECTOR));
    assertThat(actions(periodic, Actor.SNAPSHOTS)).isEqualTo(of(Actor.SNAPSHOTS));
    // There is a topic of ended jobs in this one alone.
    assertThat(actions(whole.template(), Actor.INGEST_TASK))
        .isEqualTo(
            of(Actor.INGEST_TASK).stream()
                .filter(action -> !action.equals("sns:Publish"))
                .collect(Collectors.toSet()));
  }

  @Test
  void shouldAllowMoreOnlyWhereDataGoesWithTheDeployment() {
    assertThat(actions(Synthesis.small().template(), Actor.DEPLOYMENT))
        .isEqualTo(of(Actor.DEPLOYMENT, Actor.EMPTYING))
        .contains("s3:DeleteObjectVersion");
    assertThat(actions(Synthesis.whole().template(), Actor.DEPLOYMENT))
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
    assertThat(Json.compact(policies(Synthesis.small().template(), Actor.INGEST_TASK)))
        .contains("arn:aws:sns:eu-west-2:123456789012:jobs");
  }

  @Test
  void shouldAllowNoActionByAWildcardAndNothingOnEverythingWithoutACondition() {
    List<Template> templates = new ArrayList<>(Synthesis.whole().nested().values());
    templates.add(Synthesis.whole().template());
    templates.add(Synthesis.small().template());
    for (Template template : templates) {
      for (JsonNode role : Synthesis.resources(template, ROLE).values()) {
        for (JsonNode policy : role.path("Properties").path("Policies")) {
          for (JsonNode statement : policy.path("PolicyDocument").path("Statement")) {
            assertThat(texts(statement.path("Action"))).noneMatch(each -> each.contains("*"));
            if (texts(statement.path("Resource")).contains("*")) {
              assertThat(statement.has("Condition")).as(Json.compact(statement)).isTrue();
            }
          }
        }
      }
    }
  }

  @Test
  void shouldStartTasksOfThisClusterAlone() {
    JsonNode statements = policies(Synthesis.whole().template(), Actor.TASK_STARTER);

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
      assertThat(actor.permissions()).as(actor.text()).isNotEmpty().doesNotHaveDuplicates();
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
    TemplateValues values = new TemplateValues(template.toJSON());
    List<String> arns = new ArrayList<>();
    for (JsonNode statement : policies(template, Actor.INGEST_TASK)) {
      if (texts(statement.path("Action")).contains(action)) {
        JsonNode resources = statement.path("Resource");
        if (resources.isArray()) {
          resources.forEach(each -> arns.add(values.text(each)));
        } else {
          arns.add(values.text(resources));
        }
      }
    }
    return arns;
  }

  private static SortedSet<String> of(Actor... actors) {
    return Arrays.stream(actors)
        .flatMap(actor -> actor.permissions().stream())
        .map(Permission::action)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> actions(Template template, Actor actor) {
    Set<String> actions = new TreeSet<>();
    policies(template, actor).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
    return actions;
  }

  private static JsonNode policies(Template template, Actor actor) {
    for (JsonNode role : Synthesis.resources(template, ROLE).values()) {
      for (JsonNode policy : role.path("Properties").path("Policies")) {
        if (policy.path("PolicyName").asText().equals(actor.text())) {
          return policy.path("PolicyDocument").path("Statement");
        }
      }
    }
    throw new AssertionError("There is no role of " + actor);
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(each -> texts.add(each.asText()));
    } else {
      texts.add(value.asText());
    }
    return texts;
  }
}
