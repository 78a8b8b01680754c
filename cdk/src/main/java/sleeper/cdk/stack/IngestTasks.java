package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.InstanceId;
import sleeper.cdk.config.TaskConfig;
import sleeper.cdk.config.TaskImage;
import sleeper.cdk.config.TaskSize.Architecture;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.ecs.AssetImageProps;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.CpuArchitecture;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.OperatingSystemFamily;
import software.amazon.awscdk.services.ecs.RuntimePlatform;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The cluster of ingest tasks, and what is started in it. Nothing runs while no message waits. */
final class IngestTasks extends Construct {

  /** How images in private registries of AWS are called. */
  private static final Pattern PRIVATE_REGISTRY =
      Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com[.a-z]*/([^:@]+).*");

  private final CfnCluster cluster;
  private final Role role;
  private final FargateTaskDefinition definition;

  IngestTasks(Construct scope, DeploymentConfig deployment, Storage storage, Policies policies) {
    super(scope, "Tasks");
    cluster =
        CfnCluster.Builder.create(this, "Cluster")
            .clusterName(clusterName(deployment.id()))
            .build();
    Accepted.finding(
        cluster, "ECS4", "Tasks measure themselves; Container Insights would cost money besides");
    role = role(deployment, policies);
    definition = definition(deployment);
    addContainer(deployment, storage);
  }

  /** What the cluster of an instance is called. */
  static String clusterName(InstanceId id) {
    return id.cleanName("ingest-cluster");
  }

  /** What the family of its task definitions is called. */
  static String family(InstanceId id) {
    return id.cleanName("ingest-task");
  }

  /** The role of what runs in a task. */
  Role role() {
    return role;
  }

  /** The cluster. */
  CfnCluster cluster() {
    return cluster;
  }

  /** What is started. */
  FargateTaskDefinition definition() {
    return definition;
  }

  /** The roles that whoever starts a task hands on. */
  List<String> roleArns() {
    return Stream.of(role, definition.obtainExecutionRole()).map(IRole::getRoleArn).toList();
  }

  private Role role(DeploymentConfig deployment, Policies policies) {
    Role tasks =
        Role.Builder.create(this, "Role")
            .description(
                "What ingest tasks of instance %s may do".formatted(deployment.id().value()))
            .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
            .inlinePolicies(
                Map.of(Actor.INGEST_TASK.text(), policies.of(List.of(Actor.INGEST_TASK))))
            .build();
    Accepted.finding(tasks, "IAM5", Policies.WILDCARDS);
    return tasks;
  }

  private FargateTaskDefinition definition(DeploymentConfig deployment) {
    TaskConfig task = deployment.task();
    FargateTaskDefinition made =
        FargateTaskDefinition.Builder.create(this, "Definition")
            .family(family(deployment.id()))
            .cpu(task.size().cpuUnits())
            .memoryLimitMiB(task.size().memoryMebibytes())
            .ephemeralStorageGiB(task.budgets().ephemeralGibibytes())
            .runtimePlatform(
                RuntimePlatform.builder()
                    .cpuArchitecture(isArm(task) ? CpuArchitecture.ARM64 : CpuArchitecture.X86_64)
                    .operatingSystemFamily(OperatingSystemFamily.LINUX)
                    .build())
            .taskRole(role)
            .build();
    Accepted.finding(made, "ECS2", "They name a bucket and flags of Java, and are no secrets");
    return made;
  }

  private void addContainer(DeploymentConfig deployment, Storage storage) {
    LogGroup logs = Functions.logGroup(this, deployment, "ingest-tasks");
    String javaOptions =
        Stream.concat(
                deployment.task().budgets().javaOptions().stream(), Stream.of(Functions.FOR_ARROW))
            .collect(Collectors.joining(" "));
    definition.addContainer(
        "ingest",
        ContainerDefinitionOptions.builder()
            .image(image(deployment.task()))
            .environment(
                new TreeMap<>(
                    Map.of(
                        "CONFIG_BUCKET",
                        storage.config().getBucketName(),
                        Functions.JAVA_OPTIONS,
                        javaOptions)))
            .stopTimeout(Duration.seconds(DeploymentConfig.STOP_SECONDS))
            .logging(
                LogDriver.awsLogs(
                    AwsLogDriverProps.builder().logGroup(logs).streamPrefix("task").build()))
            .build());
    IRole execution = definition.obtainExecutionRole();
    Accepted.finding(
        execution.getNode().findChild("DefaultPolicy"),
        "IAM5",
        "A token of the registry is not a thing that IAM names");
  }

  private ContainerImage image(TaskConfig task) {
    if (task.image() instanceof TaskImage.Folder folder) {
      return ContainerImage.fromAsset(
          folder.path().toString(),
          AssetImageProps.builder()
              .platform(isArm(task) ? Platform.LINUX_ARM64 : Platform.LINUX_AMD64)
              .build());
    }
    String uri = ((TaskImage.Registry) task.image()).uri();
    Matcher matcher = PRIVATE_REGISTRY.matcher(uri);
    if (matcher.matches()) {
      allowPull(matcher);
    }
    return ContainerImage.fromRegistry(uri);
  }

  private void allowPull(Matcher image) {
    definition.addToExecutionRolePolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("ecr:GetAuthorizationToken"))
            .resources(List.of("*"))
            .build());
    definition.addToExecutionRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "ecr:BatchCheckLayerAvailability",
                    "ecr:BatchGetImage",
                    "ecr:GetDownloadUrlForLayer"))
            .resources(
                List.of(
                    "arn:%s:ecr:%s:%s:repository/%s"
                        .formatted(Aws.PARTITION, image.group(2), image.group(1), image.group(3))))
            .build());
  }

  private static boolean isArm(TaskConfig task) {
    return task.size().architecture() == Architecture.ARM64;
  }
}
