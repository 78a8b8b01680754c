package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnResource;
import software.constructs.IConstruct;

/**
 * Findings of cdk-nag that are accepted, each with its reason. They are in the template, where a
 * review finds them, in the form that cdk-nag reads.
 */
final class Accepted {

  private Accepted() {}

  /** Accepts a finding on a resource. */
  static void finding(IConstruct construct, String rule, String reason) {
    CfnResource resource =
        (CfnResource)
            (construct instanceof CfnResource
                ? construct
                : Objects.requireNonNull(construct.getNode().getDefaultChild()));
    resource.addMetadata(
        "cdk_nag",
        Map.of(
            "rules_to_suppress", List.of(Map.of("id", "AwsSolutions-" + rule, "reason", reason))));
  }
}
