package sleeper.cdk.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sleeper.cdk.config.DeploymentConfig;
import sleeper.cdk.config.Lambdas;
import sleeper.cdk.config.OptionalStack;
import sleeper.cdk.config.Retention;
import sleeper.cdk.stack.Functions.FunctionLimits;
import sleeper.cdk.stack.Functions.FunctionSpec;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * A whole instance: buckets, DynamoDB tables, the queue of jobs, ingest tasks that start when
 * messages wait, the tables of the configuration, and the optional stacks that it names, nested in
 * the stack that this is part of.
 *
 * <p>It knows neither account nor region, and asks AWS nothing when it is synthesised.
 */
public final class SleeperIngest extends Construct {

  private static final Duration LONGEST_DEPLOYMENT = Duration.minutes(15);

  private final DeploymentConfig deployment;
  private final Storage storage;
  private final JobQueues queues;
  private final IngestTasks tasks;

  /**
   * An instance as part of a stack.
   *
   * @param scope of the stack
   * @param id of the construct in it
   * @param deployment what to deploy
   * @param lambdas the code of functions
   */
  public SleeperIngest(Construct scope, String id, DeploymentConfig deployment, Lambdas lambdas) {
    super(scope, id);
    this.deployment = deployment;
    storage = new Storage(this, deployment);
    queues = new JobQueues(this, deployment);
    StateTables tables = new StateTables(this, deployment);
    Resources resources = new Resources(deployment, storage, tables, queues);
    Functions functions = new Functions(deployment, new Policies(resources));
    tasks = new IngestTasks(this, deployment, storage, functions.policies());
    resources.putTaskRoles(tasks.roleArns());
    TaskNetwork network = new TaskNetwork(this, deployment);
    TaskStarter starter =
        new TaskStarter(this, functions, lambdas, storage.config().getBucketName());
    Asset tablesFile = TablesAsset.of(this, deployment.instance().tables());
    resources.putAssets(tablesFile.getBucket());
    Map<String, Object> request = request(tablesFile);
    request.put(
        "InstanceProperties",
        new WrittenProperties(deployment)
            .with(storage)
            .with(tables)
            .with(queues)
            .with(tasks)
            .with(network)
            .values());
    CustomResource instance = instance(deploymentFunction(functions, lambdas), request);
    instance.getNode().addDependency(storage, tables, queues, tasks, network);
    starter.schedule(instance);
    addOptionalStacks(functions, lambdas, instance);
    addOutputs();
    deployment.operation().tags().forEach((name, value) -> Tags.of(this).add(name, value));
  }

  /** Where job messages are sent to. */
  public IQueue jobQueue() {
    return queues.jobs();
  }

  /** Where messages are that failed too often. */
  public IQueue deadLetterQueue() {
    return queues.deadLetters();
  }

  /** The role of ingest tasks, which needs to read what they ingest. */
  public IRole ingestRole() {
    return tasks.role();
  }

  /** Where data files are. */
  public IBucket dataBucket() {
    return storage.data();
  }

  /** Where the properties of the instance are. */
  public IBucket configBucket() {
    return storage.config();
  }

  private Map<String, Object> request(Asset tablesFile) {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("TablesBucket", tablesFile.getS3BucketName());
    request.put("TablesKey", tablesFile.getS3ObjectKey());
    request.put("Cluster", tasks.cluster().getRef());
    if (deployment.operation().retention().data() == Retention.Data.DELETE) {
      request.put(
          "EmptyBuckets",
          List.of(storage.config().getBucketName(), storage.data().getBucketName()));
    }
    return request;
  }

  private Function deploymentFunction(Functions functions, Lambdas lambdas) {
    Construct scope = new Construct(this, "Deployment");
    return Functions.accepted(
        functions
            .builder(
                scope,
                new FunctionSpec(
                    Actor.DEPLOYMENT,
                    lambdas.deployment(),
                    "sleeper.deployment.InstanceDeployment::handleRequest",
                    new FunctionLimits(LONGEST_DEPLOYMENT, 1024)),
                Map.of(Functions.JAVA_OPTIONS, Functions.FOR_ARROW))
            .build());
  }

  private CustomResource instance(Function function, Map<String, Object> request) {
    return CustomResource.Builder.create(this, "Instance")
        .resourceType("Custom::SleeperInstance")
        .serviceToken(function.getFunctionArn())
        .serviceTimeout(LONGEST_DEPLOYMENT)
        .properties(request)
        .build();
  }

  private void addOptionalStacks(Functions functions, Lambdas lambdas, CustomResource instance) {
    if (deployment.operation().has(OptionalStack.PERIODIC)) {
      new PeriodicStack(this, functions, lambdas, storage.config().getBucketName())
          .getNode()
          .addDependency(instance);
    }
    if (deployment.operation().has(OptionalStack.DASHBOARD)) {
      new DashboardStack(this, new Watched(deployment));
    }
    if (deployment.operation().has(OptionalStack.ALARMS)) {
      new AlarmsStack(this, new Watched(deployment));
    }
  }

  private void addOutputs() {
    CfnOutput.Builder.create(this, "IngestContainerRoleARN")
        .description("The role that needs to read what is to be ingested")
        .exportName(deployment.id().withoutDots() + "-IngestContainerRoleARN")
        .value(tasks.role().getRoleArn())
        .build();
    output("JobQueueUrl", "Where job messages are sent to", queues.jobs().getQueueUrl());
    output("ConfigBucketName", "Has the properties", storage.config().getBucketName());
    output("DataBucketName", "Has the rows", storage.data().getBucketName());
  }

  private void output(String name, String description, String value) {
    CfnOutput.Builder.create(this, name).description(description).value(value).build();
  }
}
