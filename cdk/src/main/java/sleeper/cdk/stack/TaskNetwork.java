package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.NetworkConfig.ExistingVpc;
import sleeper.cdk.config.NetworkConfig.TaskAddress;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup.EgressProperty;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/** Where ingest tasks are in the network: in a VPC that was named, or in one of their own. */
final class TaskNetwork extends Construct {

  private static final int HTTPS = 443;

  private final String vpcId;
  private final List<String> subnets;
  private final List<String> securityGroups;
  private final TaskAddress address;

  TaskNetwork(Construct scope, DeploymentConfig deployment) {
    super(scope, "Network");
    if (deployment.network() instanceof ExistingVpc existing) {
      vpcId = existing.vpcId();
      subnets = existing.subnets();
      address = existing.address();
      securityGroups =
          existing.securityGroups().isEmpty()
              ? List.of(securityGroup(deployment))
              : existing.securityGroups();
    } else {
      Vpc vpc = vpc(deployment);
      vpcId = vpc.getVpcId();
      subnets = vpc.getPublicSubnets().stream().map(ISubnet::getSubnetId).toList();
      address = TaskAddress.PUBLIC;
      securityGroups = List.of(securityGroup(deployment));
    }
  }

  /** The ids of the subnets. */
  List<String> subnets() {
    return subnets;
  }

  /** The ids of the security groups. */
  List<String> securityGroups() {
    return securityGroups;
  }

  /** What address tasks have. */
  TaskAddress address() {
    return address;
  }

  /**
   * Rows go through the gateways, which cost nothing. The few requests to SQS, ECS and CloudWatch
   * go through the internet, from an address that a task has while it runs: a NAT or endpoints for
   * them would cost money all the time.
   */
  private Vpc vpc(DeploymentConfig deployment) {
    Vpc vpc =
        Vpc.Builder.create(this, "Vpc")
            .vpcName(deployment.id().rawName("ingest"))
            .ipAddresses(IpAddresses.cidr("10.0.0.0/20"))
            .maxAzs(2)
            .natGateways(0)
            .restrictDefaultSecurityGroup(false)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("tasks")
                        .subnetType(SubnetType.PUBLIC)
                        .mapPublicIpOnLaunch(false)
                        .cidrMask(22)
                        .build()))
            .gatewayEndpoints(
                new TreeMap<>(
                    Map.of(
                        "S3", endpoint(GatewayVpcEndpointAwsService.S3),
                        "DynamoDb", endpoint(GatewayVpcEndpointAwsService.DYNAMODB))))
            .build();
    Accepted.finding(
        vpc,
        "VPC7",
        "Nothing listens in it and no group lets anything in; flow logs would cost money at rest");
    return vpc;
  }

  private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }

  /** Lets nothing in, and HTTPS out. */
  private String securityGroup(DeploymentConfig deployment) {
    return CfnSecurityGroup.Builder.create(this, "TaskGroup")
        .groupDescription("Ingest tasks of %s".formatted(deployment.id().value()))
        .vpcId(vpcId)
        .securityGroupEgress(
            List.of(
                EgressProperty.builder()
                    .ipProtocol("tcp")
                    .fromPort(HTTPS)
                    .toPort(HTTPS)
                    .cidrIp("0.0.0.0/0")
                    .description("AWS")
                    .build()))
        .build()
        .getAttrGroupId();
  }
}
