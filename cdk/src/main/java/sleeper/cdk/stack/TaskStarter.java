package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Lambdas;
import sleeper.cdk.config.TaskConfig.StarterConcurrency;
import sleeper.cdk.stack.Functions.FunctionLimits;
import sleeper.cdk.stack.Functions.FunctionSpec;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Looks at the queue each minute, and starts tasks while messages wait. Runs of it never overlap by
 * themselves: one ends before the next begins, and none is repeated.
 */
final class TaskStarter extends Construct {

  private static final FunctionLimits LIMITS = new FunctionLimits(Duration.seconds(50), 512);

  private final Function function;

  TaskStarter(Construct scope, Functions functions, Lambdas lambdas, String configBucket) {
    super(scope, "TaskStarter");
    DeploymentConfig deployment = functions.deployment();
    Function.Builder builder =
        functions
            .builder(
                this,
                new FunctionSpec(
                    Actor.TASK_STARTER,
                    lambdas.starter(),
                    "sleeper.starter.aws.TaskStarterLambda::handleRequest",
                    LIMITS),
                Map.of("CONFIG_BUCKET", configBucket))
            .retryAttempts(0)
            .maxEventAge(Duration.minutes(1));
    if (deployment.task().limits().starter() == StarterConcurrency.RESERVED) {
      builder.reservedConcurrentExecutions(1);
    }
    function = Functions.accepted(builder.build());
  }

  /**
   * Begins to look, once there is something to look at; ends before that goes, so that no task is
   * started while the last ones are being stopped.
   */
  void schedule(IDependable instance) {
    IRuleTarget target =
        LambdaFunction.Builder.create(function)
            .retryAttempts(0)
            .maxEventAge(Duration.minutes(1))
            .build();
    Rule.Builder.create(this, "EachMinute")
        .description("Starts ingest tasks while job messages wait")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(List.of(target))
        .build()
        .getNode()
        .addDependency(instance);
  }
}
