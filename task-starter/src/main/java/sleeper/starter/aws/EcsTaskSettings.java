package sleeper.starter.aws;

import java.util.List;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import software.amazon.awssdk.services.ecs.model.AssignPublicIp;
import software.amazon.awssdk.services.ecs.model.NetworkConfiguration;

/**
 * What an ingest task is in ECS.
 *
 * @param cluster the name of the cluster
 * @param taskDefinitionFamily the family whose newest task definition is started
 * @param platformVersion the version of the Fargate platform
 * @param network the subnets and security groups of the task
 */
public record EcsTaskSettings(
    String cluster, String taskDefinitionFamily, String platformVersion, Network network) {

  /**
   * Where a task is in the network.
   *
   * @param subnets at least one
   * @param securityGroups may be none, for the VPC's default one; they decide who reaches a task,
   *     whatever its address
   * @param publicIp whether it gets a public address, as it needs in public subnets without a NAT
   */
  public record Network(
      List<String> subnets, List<String> securityGroups, AssignPublicIp publicIp) {

    public Network {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
      if (subnets.isEmpty()) {
        throw new InvalidInput(
            "Property "
                + AwsProperty.SUBNETS.name()
                + " is not set; name the subnets of the VPC that ingest tasks run in");
      }
    }

    /** As ECS takes it. */
    NetworkConfiguration configuration() {
      return NetworkConfiguration.builder()
          .awsvpcConfiguration(
              b -> b.subnets(subnets).securityGroups(securityGroups).assignPublicIp(publicIp))
          .build();
    }
  }

  /**
   * Those of an instance.
   *
   * @throws InvalidInput naming a property that is not set
   */
  public static EcsTaskSettings of(InstanceProperties properties) {
    return new EcsTaskSettings(
        properties.get(AwsProperty.INGEST_CLUSTER),
        properties.get(AwsProperty.INGEST_TASK_DEFINITION_FAMILY),
        properties.get(AwsProperty.FARGATE_VERSION),
        new Network(
            properties.get(AwsProperty.SUBNETS),
            properties.get(AwsProperty.ECS_SECURITY_GROUPS),
            properties.get(AwsProperty.ECS_PUBLIC_ADDRESS)
                ? AssignPublicIp.ENABLED
                : AssignPublicIp.DISABLED));
  }
}
