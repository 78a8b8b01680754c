package sleeper.cdk.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Retention;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Makes Lambda functions, each with a role and a log group of its own.
 *
 * @param deployment what is deployed
 * @param policies what each may do
 */
record Functions(DeploymentConfig deployment, Policies policies) {

  /** The variable that every Java reads flags from. */
  static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

  /** Arrow, with which snapshots are written, reaches into Java. */
  static final String FOR_ARROW = "--add-opens=java.base/java.nio=ALL-UNNAMED";

  /**
   * What a function runs.
   *
   * @param actor what it is
   * @param zip its code
   * @param handler its class
   * @param limits what it may take
   */
  record FunctionSpec(Actor actor, Path zip, String handler, FunctionLimits limits) {}

  /** What a function may take. */
  record FunctionLimits(Duration timeout, int memoryMebibytes) {}

  /** How a function is to be made; the rest can still be set. */
  Function.Builder builder(Construct scope, FunctionSpec spec, Map<String, String> environment) {
    LogGroup logs = logGroup(scope, deployment, spec.actor().text());
    return Function.Builder.create(scope, "Function")
        .functionName(name(deployment, spec.actor()))
        .runtime(Runtime.JAVA_17)
        .architecture(Architecture.ARM_64)
        .code(Code.fromAsset(spec.zip().toString()))
        .handler(spec.handler())
        .timeout(spec.limits().timeout())
        .memorySize(spec.limits().memoryMebibytes())
        .environment(new TreeMap<>(environment))
        .logGroup(logs)
        .role(role(scope, spec.actor(), logs));
  }

  /** What a function is called. */
  static String name(DeploymentConfig deployment, Actor actor) {
    return deployment.id().cleanName(actor.text());
  }

  /** A log group that goes with the deployment. */
  static LogGroup logGroup(Construct scope, DeploymentConfig deployment, String name) {
    return LogGroup.Builder.create(scope, "Logs")
        .logGroupName("/sleeper/%s/%s".formatted(deployment.id().value(), name))
        .retention(Days.of(deployment.operation().retention().logDays()))
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }

  /** Accepts what is so of every function. */
  static Function accepted(Function function) {
    Accepted.finding(
        function, "L1", "It is built for Java 17 and tested with it; AWS supports that until 2027");
    return function;
  }

  private Role role(Construct scope, Actor actor, ILogGroup logs) {
    Role role =
        Role.Builder.create(scope, "Role")
            .description(
                "What %s of instance %s may do".formatted(actor.text(), deployment.id().value()))
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(
                new TreeMap<>(
                    Map.of(
                        actor.text(), policies.of(actors(actor)), "write-logs", writeLogs(logs))))
            .build();
    Accepted.finding(role, "IAM5", Policies.WILDCARDS);
    return role;
  }

  private List<Actor> actors(Actor actor) {
    boolean empties =
        actor == Actor.DEPLOYMENT
            && deployment.operation().retention().data() == Retention.Data.DELETE;
    return empties ? List.of(actor, Actor.EMPTYING) : List.of(actor);
  }

  private static PolicyDocument writeLogs(ILogGroup logs) {
    PolicyDocument document = new PolicyDocument();
    document.addStatements(
        PolicyStatement.Builder.create()
            .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(List.of(logs.getLogGroupArn()))
            .build());
    return document;
  }
}
