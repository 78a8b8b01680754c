package sleeper.cdk.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/** Makes policies that allow what an actor needs on the resources of an instance. */
record Policies(Resources resources) {

  /** Why a policy may name more than one resource at a time. */
  static final String WILDCARDS =
      "Objects of its own buckets, indexes of its own tables, tasks and task definitions of its own"
          + " cluster, log streams of its own log group; IAM names no resource for the rest, which"
          + " has a condition instead";

  /** Whether and on what something is allowed. */
  private record Target(List<String> arns, Map<String, Object> conditions) {}

  private record Allowed(Set<String> actions, Map<String, Object> conditions) {}

  /**
   * What actors may do that share a role. Resources on which they may do the same share a
   * statement.
   */
  PolicyDocument of(List<Actor> actors) {
    Map<Target, Set<String>> actions = new LinkedHashMap<>();
    for (Permission permission : actors.stream().flatMap(a -> a.permissions().stream()).toList()) {
      Target target = new Target(resources.arns(permission), resources.conditions(permission));
      if (!target.arns().isEmpty()) {
        actions.computeIfAbsent(target, none -> new LinkedHashSet<>()).add(permission.action());
      }
    }
    Map<Allowed, List<String>> arns = new LinkedHashMap<>();
    actions.forEach(
        (target, some) ->
            arns.computeIfAbsent(new Allowed(some, target.conditions()), none -> new ArrayList<>())
                .addAll(target.arns()));
    PolicyDocument document = PolicyDocument.Builder.create().minimize(false).build();
    arns.forEach((allowed, some) -> document.addStatements(statement(allowed, some)));
    return document;
  }

  private static PolicyStatement statement(Allowed allowed, List<String> arns) {
    PolicyStatement.Builder builder =
        PolicyStatement.Builder.create()
            .actions(List.copyOf(allowed.actions()))
            .resources(List.copyOf(arns));
    return allowed.conditions().isEmpty()
        ? builder.build()
        : builder.conditions(allowed.conditions()).build();
  }
}
