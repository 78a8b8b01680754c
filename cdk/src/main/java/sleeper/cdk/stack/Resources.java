package sleeper.cdk.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * The ARNs of an instance's resources, by their kinds: {@code config-bucket}, {@code
 * table/file-transaction-log} and so on. A kind of which there is nothing has no ARNs.
 */
final class Resources {

  private static final String ASSETS_BUCKET = "assets-bucket";
  private static final String TASK_ROLES = "task-roles";
  private static final String INDEXES = " with its indexes";

  private final Map<String, List<String>> arns = new HashMap<>();

  /** Those of an instance whose tasks and assets are told later. */
  Resources(DeploymentConfig deployment, Storage storage, StateTables tables, JobQueues queues) {
    putBucket("config-bucket", storage.config());
    putBucket("data-bucket", storage.data());
    List<String> sources = deployment.instance().sourceBuckets();
    arns.put("source-bucket", sources.stream().map(Resources::bucketArn).toList());
    arns.put("source-bucket/*", sources.stream().map(b -> bucketArn(b) + "/*").toList());
    arns.put("job-queue", List.of(queues.jobs().getQueueArn()));
    arns.put("dead-letter-queue", List.of(queues.deadLetters().getQueueArn()));
    arns.put("any", List.of("*"));
    tables.byKind().forEach(this::putTable);
    putTasks(deployment);
    notificationTopic(deployment).ifPresent(topic -> arns.put("topic", List.of(topic)));
  }

  /** Where the tables that are to be made are written down. */
  void putAssets(IBucket bucket) {
    arns.put(ASSETS_BUCKET + "/*", List.of(bucket.arnForObjects("*.json")));
  }

  /** The roles that tasks are started with. */
  void putTaskRoles(List<String> roleArns) {
    arns.put(TASK_ROLES, roleArns);
  }

  /** What an action is allowed on. */
  List<String> arns(Permission permission) {
    String kind = permission.resource();
    boolean isOnObjects =
        kind.endsWith("-bucket") && !permission.action().startsWith("s3:ListBucket");
    if (permission.action().equals("ecs:ListTasks")) {
      // Which cluster is said by a condition.
      return List.of("*");
    }
    if (permission.action().equals("dynamodb:Query") && arns.containsKey(kind + INDEXES)) {
      kind += INDEXES;
    }
    return arns.getOrDefault(isOnObjects ? kind + "/*" : kind, List.of());
  }

  /** Under which conditions an action is allowed. */
  Map<String, Object> conditions(Permission permission) {
    String cluster = String.join("", arns.getOrDefault("cluster", List.of()));
    return switch (permission.action()) {
      case "ecs:ListTasks", "ecs:RunTask" -> Map.of("ArnEquals", Map.of("ecs:cluster", cluster));
      case "ecs:TagResource" -> Map.of("StringEquals", Map.of("ecs:CreateAction", "RunTask"));
      case "iam:PassRole" ->
          Map.of("StringEquals", Map.of("iam:PassedToService", "ecs-tasks.amazonaws.com"));
      case "cloudwatch:PutMetricData" ->
          Map.of("StringEquals", Map.of("cloudwatch:namespace", Watched.NAMESPACE));
      default -> Map.of();
    };
  }

  private void putBucket(String kind, IBucket bucket) {
    arns.put(kind, List.of(bucket.getBucketArn()));
    arns.put(kind + "/*", List.of(bucket.arnForObjects("*")));
  }

  private void putTable(String kind, Table table) {
    arns.put("table/" + kind, List.of(table.getTableArn()));
    boolean hasIndex =
        TableSpec.all().stream()
            .anyMatch(spec -> spec.kind().equals(kind) && spec.index().isPresent());
    if (hasIndex) {
      arns.put(
          "table/" + kind + INDEXES,
          List.of(table.getTableArn(), table.getTableArn() + "/index/*"));
    }
  }

  private void putTasks(DeploymentConfig deployment) {
    String cluster = IngestTasks.clusterName(deployment.id());
    String family = IngestTasks.family(deployment.id());
    arns.put("cluster", List.of(ecsArn("cluster/" + cluster)));
    arns.put("task", List.of(ecsArn("task/" + cluster + "/*")));
    arns.put("task-definition", List.of(ecsArn("task-definition/" + family + ":*")));
  }

  private static Optional<String> notificationTopic(DeploymentConfig deployment) {
    return InstanceProperties.of(deployment.instance().properties())
        .find(AwsProperty.NOTIFICATION_TOPIC_ARN);
  }

  private static String ecsArn(String resource) {
    return "arn:%s:ecs:%s:%s:%s".formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, resource);
  }

  private static String bucketArn(String bucket) {
    return "arn:%s:s3:::%s".formatted(Aws.PARTITION, bucket);
  }
}
