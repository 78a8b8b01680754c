package sleeper.cdk.stack;

import java.util.List;
import java.util.Map;
import sleeper.cdk.config.DeploymentConfig;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

/**
 * What CloudWatch measures of an instance. Everything is found by its name, so that what is watched
 * does not depend on who watches.
 *
 * @param deployment what is watched
 */
record Watched(DeploymentConfig deployment) {

  /** The namespace of what tasks measure themselves. */
  static final String NAMESPACE = "SleeperIngest";

  private static final String INSTANCE = "InstanceId";
  private static final String SUM = "Sum";
  private static final String MAXIMUM = "Maximum";
  private static final Duration PERIOD = Duration.minutes(5);

  /** What tasks have counted in a period, such as {@code sleeper.ingest.read.rows}. */
  Metric counted(String meter, String label) {
    return ofTasks(meter + ".count", SUM, label);
  }

  /** The longest or largest of what tasks have measured in a period. */
  Metric largest(String meter, String label) {
    return ofTasks(meter + ".max", MAXIMUM, label);
  }

  /** A count for each value of a dimension of a meter, such as the outcomes of jobs. */
  IMetric countedBy(String meter, List<String> dimensions) {
    String schema = String.join(",", NAMESPACE, INSTANCE, String.join(",", dimensions));
    String search =
        "SEARCH('{%s} MetricName=\"%s.count\" %s=\"%s\"', '%s', 300)"
            .formatted(schema, meter, INSTANCE, deployment.id().value(), SUM);
    return MathExpression.Builder.create()
        .expression(search)
        .usingMetrics(Map.of())
        .label("")
        .period(PERIOD)
        .build();
  }

  /**
   * How many jobs are being worked on. Each task reports once a minute, so that what a minute's
   * reports add up to is of all tasks together.
   */
  Metric running() {
    return eachMinute(SUM, "jobs");
  }

  /** How many tasks report. */
  Metric tasks() {
    return eachMinute("SampleCount", "tasks");
  }

  /** Messages that wait, are held, or are dead. */
  Metric messages(String queue, String metricName, String label) {
    return metric("AWS/SQS", metricName, Map.of("QueueName", deployment.id().cleanName(queue)))
        .statistic(MAXIMUM)
        .label(label)
        .build();
  }

  /** Failed invocations of a function. */
  Metric errors(Actor function) {
    return metric(
            "AWS/Lambda", "Errors", Map.of("FunctionName", Functions.name(deployment, function)))
        .statistic(SUM)
        .label(function.text())
        .build();
  }

  /** What a DynamoDB table has been asked to write or read, in units that are paid for. */
  Metric units(String table, String metricName) {
    return metric("AWS/DynamoDB", metricName, Map.of("TableName", deployment.id().rawName(table)))
        .statistic(SUM)
        .label(table)
        .build();
  }

  private Metric eachMinute(String statistic, String label) {
    return metric(
            NAMESPACE,
            "sleeper.ingest.jobs.running.value",
            Map.of(INSTANCE, deployment.id().value()))
        .statistic(statistic)
        .period(Duration.minutes(1))
        .label(label)
        .build();
  }

  private Metric ofTasks(String name, String statistic, String label) {
    return metric(NAMESPACE, name, Map.of(INSTANCE, deployment.id().value()))
        .statistic(statistic)
        .label(label)
        .build();
  }

  private static Metric.Builder metric(
      String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .period(PERIOD);
  }
}
