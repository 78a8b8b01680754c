package sleeper.cdk.config;

import java.util.List;
import java.util.regex.Pattern;
import sleeper.core.error.InvalidInput;

/** Where ingest tasks are in the network. */
public sealed interface NetworkConfig {

  /**
   * A VPC that is made for the instance. It has public subnets, reaches S3 and DynamoDB by
   * gateways, and has nothing that costs money while no task runs.
   */
  record OwnVpc() implements NetworkConfig {}

  /**
   * A VPC that is there.
   *
   * @param vpcId its id
   * @param subnets the ids of 1 to 16 of its subnets
   * @param securityGroups the ids of up to 5 security groups of tasks; one is made if there are
   *     none
   * @param address whether tasks need an address of their own to reach AWS
   */
  record ExistingVpc(
      String vpcId, List<String> subnets, List<String> securityGroups, TaskAddress address)
      implements NetworkConfig {

    private static final int MAX_SUBNETS = 16;
    private static final int MAX_SECURITY_GROUPS = 5;

    /**
     * A VPC whose ids look right.
     *
     * @throws InvalidInput if one does not, or there are too many or too few
     */
    public ExistingVpc {
      subnets = List.copyOf(subnets);
      securityGroups = List.copyOf(securityGroups);
      checkId("vpc", vpcId);
      subnets.forEach(id -> checkId("subnet", id));
      securityGroups.forEach(id -> checkId("sg", id));
      if (subnets.isEmpty() || subnets.size() > MAX_SUBNETS) {
        throw new InvalidInput(
            "VPC %s has %d \"subnets\"; name 1 to %d in which ingest tasks are to run"
                .formatted(vpcId, subnets.size(), MAX_SUBNETS));
      }
      if (securityGroups.size() > MAX_SECURITY_GROUPS) {
        throw new InvalidInput(
            "VPC %s has %d \"securityGroups\"; ECS takes up to %d"
                .formatted(vpcId, securityGroups.size(), MAX_SECURITY_GROUPS));
      }
    }

    private static void checkId(String kind, String id) {
      if (!Pattern.matches(kind + "-([0-9a-f]{8}|[0-9a-f]{17})", id)) {
        throw new InvalidInput(
            "\"%s\" is not the id of a %s; AWS writes one as %s-0123456789abcdef0"
                .formatted(id, kind.equals("sg") ? "security group" : kind, kind));
      }
    }
  }

  /** What address a task has. */
  enum TaskAddress {
    /** One of its subnet. It reaches AWS through a NAT or endpoints of the VPC. */
    PRIVATE,
    /** A public one besides, as a task needs in a public subnet. It still lets nobody in. */
    PUBLIC
  }
}
