package sleeper.aws.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sleeper.aws.TestAws;
import sleeper.aws.setup.SetupReport.Kind;
import sleeper.aws.setup.SetupReport.Resource;
import sleeper.aws.setup.SetupReport.State;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.InstanceProperties;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.row.Row;
import sleeper.core.schema.PrimitiveType;
import sleeper.core.schema.Schema;
import sleeper.instance.NewTable;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;
import sleeper.instance.aws.TestAwsInstance;
import sleeper.servers.TestClients;
import sleeper.servers.TestCredentials;
import sleeper.statestore.dynamo.DynamoTableNames;
import sleeper.statestore.dynamo.DynamoTables;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class AwsInstanceSetupTest {

  private static final Schema SCHEMA = Schema.builder().rowKey("key", PrimitiveType.LONG).build();

  private final String id = TestAws.newId();
  private final AwsNames names = new AwsNames(id, TestCredentials.ACCOUNT);
  private final AwsClients clients = TestAwsInstance.clients();
  private final AwsInstanceSetup setup = new AwsInstanceSetup(clients);

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldMakeAnInstanceThatCanBeUsed() throws IOException {
    InstanceProperties set =
        InstanceProperties.empty()
            .with(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES, 3)
            .with(InstanceProperty.INGEST_QUEUE_VISIBILITY_SECONDS, 77);

    SetupReport report = setup.create(id, set);

    assertThat(report.resources()).hasSize(18).allMatch(made -> made.state() == State.MADE);
    assertThat(report.resources().get(17).name())
        .isEqualTo(names.configBucket() + "/instance.properties");
    try (SleeperInstance instance = TestAws.open(id)) {
      InstanceProperties properties = instance.properties();
      assertThat(properties.get(AwsProperty.SHARED)).isFalse();
      assertThat(properties.get(AwsProperty.DATA_BUCKET)).isEqualTo(names.dataBucket());
      assertThat(properties.get(AwsProperty.ACCOUNT)).isEqualTo(TestCredentials.ACCOUNT);
      assertThat(properties.get(AwsProperty.REGION)).isEqualTo(TestCredentials.REGION);
      assertThat(properties.get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES)).isEqualTo(3);
      assertThat(queue(properties.get(AwsProperty.JOB_QUEUE_URL)))
          .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "77")
          .containsEntry(QueueAttributeName.QUEUE_ARN, properties.get(AwsProperty.JOB_QUEUE_ARN))
          .hasEntrySatisfying(
              QueueAttributeName.REDRIVE_POLICY,
              policy ->
                  assertThat(policy)
                      .contains(properties.get(AwsProperty.JOB_DEAD_LETTER_ARN), "3"));
      instance.tables().create(NewTable.named("numbers", SCHEMA));
      assertThat(
              instance.ingestFactory().ingest("numbers", List.of(Row.of(SCHEMA, 1L))).rowsWritten())
          .isEqualTo(1);
    }
  }

  @Test
  void shouldSayWhatTheServerCouldNotSet() {
    SetupReport report = setup.create(id, InstanceProperties.empty());

    assertThat(report.notices())
        .contains(
            "The server does not know all settings of bucket %s: public access is not blocked, the bucket does not encrypt, unfinished uploads wait for a collector"
                .formatted(names.dataBucket()));
  }

  @Test
  void shouldRefuseAnInstanceThatIsThere() {
    setup.create(id, InstanceProperties.empty());

    assertThatThrownBy(() -> setup.create(id, InstanceProperties.empty()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is an instance %s in account %s already; use it, or choose another id",
            id, TestCredentials.ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CreateBucket 1",
        "PutObject 1",
        "CreateTable 6",
        "UpdateTimeToLive 1",
        "CreateQueue 2",
        "PutObject 2"
      })
  void shouldGoOnWhereItWasKilled(String step) {
    kill(step, killed -> killed.create(id, InstanceProperties.empty()));
    assertThatThrownBy(() -> TestAws.open(id)).isInstanceOf(InvalidInput.class);

    setup.create(id, InstanceProperties.empty());

    assertIsUsable();
  }

  @Test
  void shouldBeThereThoughItWasKilledBeforeItTookItsMarkAway() {
    kill("DeleteObject 1", killed -> killed.create(id, InstanceProperties.empty()));

    assertIsUsable();
    assertThat(setup.delete(id).resources()).hasSize(18);
    assertNothingIsLeft();
  }

  @Test
  void shouldMakeOneInstanceWhenTwoMakeItAtOnceWithOtherProperties() throws Exception {
    List<Throwable> failures = createAtOnce(deliveries(3), deliveries(4));

    assertThat(failures).singleElement().isInstanceOf(InvalidInput.class);
    assertIsUsable();
    try (SleeperInstance instance = TestAws.open(id)) {
      int deliveries = instance.properties().get(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES);
      assertThat(
              queue(instance.properties().get(AwsProperty.JOB_QUEUE_URL))
                  .get(QueueAttributeName.REDRIVE_POLICY))
          .containsPattern("maxReceiveCount\\W+" + deliveries);
    }
  }

  @Test
  void shouldMakeOneInstanceWhenTwoMakeTheSameAtOnce() throws Exception {
    List<Throwable> failures = createAtOnce(deliveries(3), deliveries(3));

    assertThat(failures).hasSizeLessThan(2).allMatch(InvalidInput.class::isInstance);
    assertIsUsable();
  }

  private List<Throwable> createAtOnce(InstanceProperties first, InstanceProperties second)
      throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Throwable>> creations =
          List.of(
              () -> catchThrowable(() -> setup.create(id, first)),
              () -> catchThrowable(() -> setup.create(id, second)));
      List<Throwable> failures = new ArrayList<>();
      for (Future<Throwable> end : both.invokeAll(creations)) {
        failures.add(end.get());
      }
      failures.removeIf(Objects::isNull);
      return failures;
    } finally {
      both.shutdownNow();
    }
  }

  private static InstanceProperties deliveries(int most) {
    return InstanceProperties.empty().with(InstanceProperty.INGEST_QUEUE_MAX_RECEIVES, most);
  }

  @Test
  void shouldNotBringWhatIsLeftOfAnotherInstanceToLife() {
    InstanceProperties other = InstanceProperties.empty().with(InstanceProperty.ID, id);
    new DynamoTables(TestClients.dynamoDb(), new DynamoTableNames(other)).createOurs();

    assertThatThrownBy(() -> setup.create(id, InstanceProperties.empty()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(
            "There is no instance %s, but what is left of one: table sleeper-%s-ingest-job-progress",
            id, id);
  }

  @Test
  void shouldRefusePropertiesThatItSetsItself() {
    assertThatThrownBy(
            () ->
                setup.create(
                    id, InstanceProperties.empty().with(AwsProperty.DATA_BUCKET, "another")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Property sleeper.data.bucket is set when the instance is made, to %s; leave it out",
            names.dataBucket());
    assertNothingIsLeft();
  }

  @Test
  void shouldDeleteAnInstanceWithAllThatIsInIt() throws IOException {
    setup.create(id, InstanceProperties.empty());
    try (SleeperInstance instance = TestAws.open(id)) {
      instance.tables().create(NewTable.named("numbers", SCHEMA));
      instance.ingestFactory().ingest("numbers", List.of(Row.of(SCHEMA, 1L)));
    }

    SetupReport report = setup.delete(id);

    assertThat(report.resources()).hasSize(18).allMatch(made -> made.state() == State.DELETED);
    assertNothingIsLeft();
    assertThatThrownBy(() -> setup.delete(id))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("There is no instance %s in account %s", id, TestCredentials.ACCOUNT);
    setup.create(id, InstanceProperties.empty());
    try (SleeperInstance instance = TestAws.open(id)) {
      assertThat(instance.tables().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutObject 1",
        "DeleteObject 1",
        "DeleteQueue 2",
        "DeleteTable 6",
        "DeleteBucket 1",
        "DeleteObject 3",
        "DeleteBucket 2"
      })
  void shouldDeleteWhatAKilledDeletionLeft(String step) {
    setup.create(id, InstanceProperties.empty());
    kill(step, killed -> killed.delete(id));

    setup.delete(id);

    assertNothingIsLeft();
  }

  @Test
  void shouldNotMakeAnInstanceThatIsBeingDeleted() {
    setup.create(id, InstanceProperties.empty());
    kill("DeleteTable 6", killed -> killed.delete(id));

    assertThatThrownBy(() -> setup.create(id, InstanceProperties.empty()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Instance %s is being deleted; finish that first with sleeper instance delete %s",
            id, id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CreateBucket 2", "CreateQueue 2"})
  void shouldDeleteWhatIsHalfMade(String step) {
    kill(step, killed -> killed.create(id, InstanceProperties.empty()));

    setup.delete(id);

    assertNothingIsLeft();
  }

  @Test
  void shouldAddOnlyItsOwnTablesToAnInstanceOfSleeper() {
    deployAsSleeper();
    DynamoTableNames tables = tableNames();

    SetupReport report = setup.adopt(id);
    SetupReport again = setup.adopt(id);

    assertThat(report.resources())
        .containsExactly(
            new Resource(Kind.TABLE, tables.jobProgress(), State.MADE),
            new Resource(Kind.TABLE, tables.ledger(), State.MADE),
            new Resource(Kind.TABLE, tables.writeIntents(), State.MADE));
    assertThat(again.resources())
        .extracting(Resource::state)
        .containsExactly(State.WAS_THERE, State.WAS_THERE, State.WAS_THERE);
    assertThat(again.toJson().at("/resources/0/state").asText()).isEqualTo("was_there");
    assertThat(report.resources().get(0))
        .hasToString("table sleeper-%s-ingest-job-progress: made", id);
  }

  @Test
  void shouldDeleteNothingOfAnInstanceThatItDidNotMake() {
    deployAsSleeper();

    assertThatThrownBy(() -> setup.delete(id))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Instance %s was not made by sleeper instance create; delete it with what deployed it",
            id);
  }

  @Test
  void shouldNotAdoptAnInstanceThatIsOurs() {
    setup.create(id, InstanceProperties.empty());

    assertThatThrownBy(() -> setup.adopt(id))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Instance %s was not deployed by Sleeper, and has all that it needs", id);
  }

  private void deployAsSleeper() {
    InstanceProperties sleepers =
        InstanceProperties.empty()
            .with(InstanceProperty.ID, id)
            .with(AwsProperty.VERSION, "0.37.0")
            .with(AwsProperty.DATA_BUCKET, names.dataBucket());
    clients.s3().createBucket(request -> request.bucket(names.configBucket()));
    clients
        .s3()
        .putObject(
            request -> request.bucket(names.configBucket()).key("instance.properties"),
            RequestBody.fromString(sleepers.toText()));
  }

  /** Anything that a program does with an instance. */
  private interface Use {
    void of(AwsInstanceSetup setup);
  }

  private void kill(String step, Use use) {
    KillAt kill = KillAt.parse(step);
    try (AwsClients doomed = TestAwsInstance.clients(kill)) {
      assertThatThrownBy(() -> use.of(new AwsInstanceSetup(doomed)))
          .satisfies(e -> assertThat(kill.hasHappened()).as("%s in %s", step, e).isTrue());
    }
  }

  private void assertIsUsable() {
    try (SleeperInstance instance = TestAws.open(id)) {
      instance.tables().create(NewTable.named("numbers", SCHEMA));
      assertThat(queue(instance.properties().get(AwsProperty.JOB_QUEUE_URL)))
          .containsKey(QueueAttributeName.REDRIVE_POLICY);
    }
    assertThat(new DynamoTables(clients.dynamoDb(), tableNames()).existing()).hasSize(13);
  }

  private void assertNothingIsLeft() {
    assertThat(clients.s3().listBuckets().buckets())
        .noneMatch(bucket -> bucket.name().contains(id));
    assertThat(new DynamoTables(clients.dynamoDb(), tableNames()).existing()).isEmpty();
    assertThat(clients.sqs().listQueues(list -> list.queueNamePrefix("sleeper-" + id)).queueUrls())
        .isEmpty();
  }

  private DynamoTableNames tableNames() {
    return new DynamoTableNames(InstanceProperties.empty().with(InstanceProperty.ID, id));
  }

  private Map<QueueAttributeName, String> queue(String url) {
    return clients
        .sqs()
        .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
