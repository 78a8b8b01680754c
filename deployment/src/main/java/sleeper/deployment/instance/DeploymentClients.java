package sleeper.deployment.instance;

import java.util.function.Supplier;
import sleeper.instance.aws.AwsClients;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * How a deployment reaches AWS.
 *
 * @param awsMaker makes clients of an instance, which whoever asked for them closes
 * @param ecsMaker makes a client of ECS, which whoever asked for it closes
 */
public record DeploymentClients(Supplier<AwsClients> awsMaker, Supplier<EcsClient> ecsMaker) {

  /** With the credentials, the region and the endpoints that the AWS SDK finds. */
  public static DeploymentClients ofEnvironment() {
    return new DeploymentClients(
        AwsClients::ofEnvironment, () -> AwsClients.configured(EcsClient.builder()).build());
  }

  AwsClients aws() {
    return awsMaker.get();
  }

  EcsClient ecs() {
    return ecsMaker.get();
  }
}
