package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import sleeper.cdk.config.Lambdas;
import sleeper.cdk.stack.Functions.FunctionLimits;
import sleeper.cdk.stack.Functions.FunctionSpec;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.constructs.Construct;

/**
 * What runs each hour: the collector, which deletes what nothing refers to, and the writer of
 * snapshots, for tables whose log has grown. What one has no time for is left to the next hour.
 */
final class PeriodicStack extends NestedStack {

  private static final FunctionLimits LIMITS = new FunctionLimits(Duration.minutes(15), 1024);

  private final Functions functions;
  private final Lambdas lambdas;
  private final String configBucket;

  PeriodicStack(Construct scope, Functions functions, Lambdas lambdas, String configBucket) {
    super(scope, "Periodic");
    this.functions = functions;
    this.lambdas = lambdas;
    this.configBucket = configBucket;
    addHourly(Actor.COLLECTOR, "CollectorLambda");
    addHourly(Actor.SNAPSHOTS, "SnapshotLambda");
  }

  private void addHourly(Actor actor, String handler) {
    Construct scope = new Construct(this, handler);
    Function function =
        Functions.accepted(
            functions
                .builder(
                    scope,
                    new FunctionSpec(
                        actor,
                        lambdas.deployment(),
                        "sleeper.deployment." + handler + "::handleRequest",
                        LIMITS),
                    Map.of(
                        "SLEEPER_INSTANCE",
                        configBucket,
                        Functions.JAVA_OPTIONS,
                        Functions.FOR_ARROW))
                .retryAttempts(0)
                .build());
    IRuleTarget target = LambdaFunction.Builder.create(function).retryAttempts(0).build();
    Rule.Builder.create(scope, "EachHour")
        .schedule(Schedule.rate(Duration.hours(1)))
        .targets(List.of(target))
        .build();
  }
}
