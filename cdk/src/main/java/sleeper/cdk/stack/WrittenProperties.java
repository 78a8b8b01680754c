package sleeper.cdk.stack;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.NetworkConfig.TaskAddress;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.Property;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Fn;

/**
 * The properties that are written into the config bucket: those of the configuration, and the names
 * of what is deployed, many of which only AWS knows.
 */
final class WrittenProperties {

  private final Map<String, Object> values = new LinkedHashMap<>();

  WrittenProperties(DeploymentConfig deployment) {
    values.putAll(deployment.properties().asMap());
    put(AwsProperty.ACCOUNT, Aws.ACCOUNT_ID);
    put(AwsProperty.REGION, Aws.REGION);
    put(AwsProperty.SHARED, "false");
    put(AwsProperty.FILESYSTEM, "s3a://");
    put(AwsProperty.INGEST_TASKS_MAX, String.valueOf(deployment.task().limits().maximum()));
  }

  WrittenProperties with(Storage storage) {
    put(AwsProperty.CONFIG_BUCKET, storage.config().getBucketName());
    put(AwsProperty.DATA_BUCKET, storage.data().getBucketName());
    return this;
  }

  WrittenProperties with(StateTables tables) {
    put(AwsProperty.INDEX_BY_NAME, tables.table("table-index-by-name").getTableName());
    put(AwsProperty.INDEX_BY_ID, tables.table("table-index-by-id").getTableName());
    put(AwsProperty.INDEX_BY_ONLINE, tables.table("table-index-by-online").getTableName());
    put(AwsProperty.FILE_LOG, tables.table("file-transaction-log").getTableName());
    put(AwsProperty.PARTITION_LOG, tables.table("partition-transaction-log").getTableName());
    put(AwsProperty.ALL_SNAPSHOTS, tables.table("transaction-log-all-snapshots").getTableName());
    put(
        AwsProperty.LATEST_SNAPSHOTS,
        tables.table("transaction-log-latest-snapshots").getTableName());
    return this;
  }

  WrittenProperties with(JobQueues queues) {
    put(AwsProperty.JOB_QUEUE_URL, queues.jobs().getQueueUrl());
    put(AwsProperty.JOB_QUEUE_ARN, queues.jobs().getQueueArn());
    put(AwsProperty.JOB_DEAD_LETTER_URL, queues.deadLetters().getQueueUrl());
    put(AwsProperty.JOB_DEAD_LETTER_ARN, queues.deadLetters().getQueueArn());
    return this;
  }

  WrittenProperties with(IngestTasks tasks) {
    put(AwsProperty.INGEST_ROLE_ARN, tasks.role().getRoleArn());
    put(AwsProperty.INGEST_CLUSTER, tasks.cluster().getRef());
    put(AwsProperty.INGEST_TASK_DEFINITION_FAMILY, tasks.definition().getFamily());
    return this;
  }

  WrittenProperties with(TaskNetwork network) {
    put(AwsProperty.SUBNETS, Fn.join(",", network.subnets()));
    put(AwsProperty.ECS_SECURITY_GROUPS, Fn.join(",", network.securityGroups()));
    put(AwsProperty.ECS_PUBLIC_ADDRESS, String.valueOf(network.address() == TaskAddress.PUBLIC));
    return this;
  }

  Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  private void put(Property<?> property, String value) {
    values.put(property.name(), value);
  }
}
