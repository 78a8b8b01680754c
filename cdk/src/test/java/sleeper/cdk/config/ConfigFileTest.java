package sleeper.cdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.cdk.config.NetworkConfig.ExistingVpc;
import sleeper.cdk.config.NetworkConfig.OwnVpc;
import sleeper.cdk.config.NetworkConfig.TaskAddress;
import sleeper.cdk.config.TaskConfig.StarterConcurrency;
import sleeper.cdk.config.TaskSize.Architecture;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.AwsProperty;
import sleeper.core.properties.ByteSize;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.properties.MetricsTarget;
import sleeper.core.testing.SharedData;
import sleeper.ingest.pipeline.FullPolicy;
import sleeper.ingest.runner.MemoryNeed;
import sleeper.parquet.write.WriteSettings;
import sleeper.storage.s3.S3StoreSettings;

class ConfigFileTest {

  private static final String SCHEMA =
      """
      {"rowKeyFields":[{"name":"key","type":"LongType"}],"valueFields":[{"name":"value","type":"StringType"}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void buildTheImage() throws IOException {
    Path image = Files.createDirectories(folder.resolve(TaskImage.BUILT_FOLDER));
    Files.writeString(image.resolve("Dockerfile"), "FROM scratch\n");
  }

  @Test
  void shouldNeedNothingButAnIdAndAWordOnTheVpc() throws IOException {
    DeploymentConfig config = read("{'instance':'my-id','vpc':'own'}");

    assertThat(config.id().value()).isEqualTo("my-id");
    assertThat(config.network()).isEqualTo(new OwnVpc());
    assertThat(config.instance().sourceBuckets()).isEmpty();
    assertThat(config.instance().tables().tables()).isEmpty();
    assertThat(config.task().size())
        .isEqualTo(new TaskSize(2048, ByteSize.parse("4G"), Architecture.ARM64));
    assertThat(config.task().limits().maximum()).isEqualTo(10);
    assertThat(config.task().limits().starter()).isEqualTo(StarterConcurrency.RESERVED);
    assertThat(config.operation().retention()).isEqualTo(new Retention(Retention.Data.RETAIN, 30));
    assertThat(config.operation().stacks()).containsExactlyInAnyOrder(OptionalStack.values());
    assertThat(config.operation().alarms()).isEqualTo(new AlarmConfig(Optional.empty(), 120));
  }

  @Test
  void shouldReadEveryMember() throws IOException {
    Files.writeString(folder.resolve("schema.json"), SCHEMA);
    Files.writeString(folder.resolve("splits.txt"), "10\n20\n");

    DeploymentConfig config =
        read(
            """
            {'instance': 'My.Id',
             'vpc': {'id': 'vpc-0123456789abcdef0', 'subnets': ['subnet-01234567'],
                     'securityGroups': ['sg-01234567'], 'publicAddresses': true},
             'sourceBuckets': ['incoming'],
             'tables': [{'name': 'readings', 'schemaFile': 'schema.json', 'splitPointsFile': 'splits.txt',
                         'properties': {'sleeper.table.gc.delay.minutes': 5}}],
             'properties': {'sleeper.ingest.metrics': 'none', 'sleeper.default.table.parquet.page.size': '256K'},
             'task': {'cpuUnits': 4096, 'memory': '8G', 'architecture': 'x86_64', 'memoryBudget': '2G',
                      'diskBudget': '100G', 'jobsAtOnce': 2, 'maximum': 3, 'reservedStarter': false},
             'image': {'uri': 'registry.example.com/sleeper:1'},
             'data': 'delete', 'logRetentionDays': 7, 'stacks': ['alarms'], 'alarmEmail': 'me@example.com',
             'alarmAgeMinutes': 30,
             'tags': {'team': 'data'}}
            """);

    assertThat(config.network())
        .isEqualTo(
            new ExistingVpc(
                "vpc-0123456789abcdef0",
                List.of("subnet-01234567"),
                List.of("sg-01234567"),
                TaskAddress.PUBLIC));
    assertThat(config.instance().tables().tables())
        .singleElement()
        .satisfies(
            table -> {
              assertThat(table.splitPointValues()).containsExactly(10L, 20L);
              assertThat(table.properties()).containsEntry("sleeper.table.gc.delay.minutes", "5");
            });
    assertThat(config.task().size())
        .isEqualTo(new TaskSize(4096, ByteSize.parse("8G"), Architecture.X86_64));
    assertThat(config.task().budgets())
        .isEqualTo(new TaskBudgets(ByteSize.parse("2G"), ByteSize.parse("100G"), 2));
    assertThat(config.task().limits())
        .isEqualTo(new TaskConfig.TaskLimits(3, StarterConcurrency.UNRESERVED));
    assertThat(config.task().image())
        .isEqualTo(new TaskImage.Registry("registry.example.com/sleeper:1"));
    assertThat(config.operation().retention()).isEqualTo(new Retention(Retention.Data.DELETE, 7));
    assertThat(config.operation().stacks()).containsExactly(OptionalStack.ALARMS);
    assertThat(config.operation().alarms())
        .isEqualTo(new AlarmConfig(Optional.of("me@example.com"), 30));
    assertThat(config.operation().tags()).isEqualTo(Map.of("team", "data"));
    assertThat(config.properties().get(InstanceProperty.INGEST_METRICS))
        .isEqualTo(MetricsTarget.NONE);
  }

  @Test
  void shouldWantAsMuchMemoryForAJobAsTheEngine() {
    int page = WriteSettings.defaults().pageBytes();
    int part = S3StoreSettings.DEFAULT.partBytes();

    long least = MemoryNeed.of(page, 2L * part, FullPolicy.REFUSE).leastBytes();
    long flushing = MemoryNeed.of(page, 2L * part, FullPolicy.FLUSH).leastBytes();

    assertThat(TaskBudgets.LEAST_JOB_MEMORY.bytes()).isEqualTo(least).isEqualTo(flushing / 2);
  }

  @Test
  void shouldNameTheInstanceAsSleeperDoes() {
    InstanceId id = new InstanceId("My.Id");

    assertThat(id.cleanName("config")).isEqualTo("sleeper-my-id-config");
    assertThat(id.rawName("file-transaction-log")).isEqualTo("sleeper-My.Id-file-transaction-log");
    assertThat(id.withoutDots()).isEqualTo("My-Id");
  }

  @Test
  void shouldSetThePropertiesThatFollowFromTheSizeOfTasks() throws IOException {
    DeploymentConfig config =
        read(
            "{'instance':'my-id','vpc':'own','sourceBuckets':['a-b','c-d'],'task':{'memory':'8G'}}");

    assertThat(config.properties().get(InstanceProperty.INGEST_SOURCE_BUCKETS))
        .containsExactly("a-b", "c-d");
    assertThat(config.properties().get(InstanceProperty.INGEST_MEMORY_BUDGET))
        .isEqualTo(ByteSize.ofMebibytes((8192 - 640) / 2));
    assertThat(config.properties().get(InstanceProperty.INGEST_METRICS))
        .isEqualTo(MetricsTarget.CLOUDWATCH);
    assertThat(config.properties().find(AwsProperty.INGEST_CLUSTER)).isEmpty();
  }

  @Test
  void shouldGiveJavaAllMemoryThatTheTaskHasAndNoMore() throws IOException {
    TaskConfig task = read("{'instance':'my-id','vpc':'own'}").task();

    assertThat(task.budgets().memory()).isEqualTo(ByteSize.parse("1728M"));
    assertThat(task.budgets().javaOptions()).contains("-Xmx1984m", "-XX:MaxDirectMemorySize=1856m");
    assertThat(task.budgets().ephemeralGibibytes()).isEqualTo(70);
  }

  @Test
  void shouldReadTheExampleOfTheDocumentation() throws IOException {
    String page = Files.readString(SharedData.projectRoot().resolve("docs/deployment.md"));
    String section = page.substring(page.indexOf("\n## 2. The file\n"));
    String example = section.split("```json\n", 2)[1].split("```", 2)[0];

    DeploymentConfig config = read(example);

    assertThat(config.instance().tables().tables())
        .singleElement()
        .satisfies(table -> assertThat(table.splitPoints()).hasSize(3));
  }

  @Test
  void shouldDocumentEveryMember() throws IOException {
    String page = Files.readString(SharedData.projectRoot().resolve("docs/deployment.md"));

    for (String member : ConfigFile.MEMBERS) {
      assertThat(page).contains("| `" + member + "` |");
    }
    for (String member : TaskReader.MEMBERS) {
      assertThat(page).contains("| `" + member + "` |");
    }
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("{", "The configuration is not valid JSON (line 1, column 2)"),
        fault("[]", "the deployment is a JSON object, not []"),
        fault("{'vpc':'own'}", "the deployment has no \"instance\"; give the instance an id"),
        fault("{'instance':'a_b','vpc':'own'}", "Instance id \"a_b\" cannot be used"),
        fault("{'instance':'-a','vpc':'own'}", "starts and ends with a letter or digit"),
        fault("{'instance':'abcdefghijklmnopqrstu','vpc':'own'}", "it has 1 to 20 letters"),
        fault("{'instance':'a'}", "The deployment names no \"vpc\""),
        fault("{'instance':'a','vpc':'none'}", "\"vpc\" is a JSON object, not \"none\""),
        fault("{'instance':'a','vpc':{}}", "\"vpc\" has no \"id\"; name the VPC"),
        fault("{'instance':'a','vpc':{'id':'v'}}", "\"v\" is not the id of a vpc"),
        fault("{'instance':'a','vpc':{'id':'vpc-01234567'}}", "has 0 \"subnets\"; name 1 to 16"),
        fault(
            "{'instance':'a','vpc':{'id':'vpc-01234567','subnets':['s-1']}}",
            "\"s-1\" is not the id of a subnet"),
        fault(own("'task':{'cpuUnits':1000}"), "\"cpuUnits\" of \"task\" is 1000; Fargate has"),
        fault(own("'task':{'memory':'3G'}"), "with 2048 \"cpuUnits\" Fargate has [4G, 5G"),
        fault(own("'task':{'memory':'x'}"), "\"memory\" of \"task\": \"x\" is not a size"),
        fault(own("'task':{'cpuUnits':256,'memory':'512M'}"), "give it at least 1G"),
        fault(own("'task':{'memoryBudget':'2G'}"), "a task of 4G has room for 1728M"),
        fault(
            own("'task':{'memoryBudget':'128M','jobsAtOnce':4}"),
            "is 128M, and a job needs at least 38M; raise it to 152M, or lower \"jobsAtOnce\""),
        fault(
            own(
                "'task':{'memoryBudget':'64M'},"
                    + "'properties':{'sleeper.ingest.disk.budget.policy':'flush'}"),
            "is 64M, and a job needs at least 76M"),
        fault(own("'task':{'diskBudget':'195G'}"), "on Fargate has room for 194G"),
        fault(own("'task':{'architecture':'mips'}"), "it must be one of [arm64, x86_64]"),
        fault(own("'task':{'jobsAtOnce':0}"), "it must be a whole number from 1 to 1024"),
        fault(own("'task':{'maximum':-1}"), "\"maximum\" of \"task\" is -1"),
        fault(own("'task':{'maximum':1.5}"), "it must be a whole number"),
        fault(own("'task':{'cpus':1}"), "There is no member \"cpus\" in \"task\""),
        fault(own("'task':3"), "\"task\" is a JSON object, not 3"),
        fault(own("'stack':[]"), "no member \"stack\" in the deployment, but \"stacks\""),
        fault(own("'stacks':['alarm']"), "There is no stack \"alarm\", but \"alarms\""),
        fault(own("'stacks':'alarms'"), "it must be a list"),
        fault(own("'alarmEmail':'me'"), "\"alarmEmail\" is \"me\", which is no e-mail address"),
        fault(own("'alarmEmail':'a@b.c','stacks':[]"), "\"stacks\" leaves out \"alarms\""),
        fault(own("'alarmAgeMinutes':0"), "\"alarmAgeMinutes\" is 0; it must be from 1 to 5760"),
        fault(own("'sourceBuckets':['s3://a/b']"), "without s3:// and without a path"),
        fault(own("'sourceBuckets':['a-b','a-b']"), "which is there twice"),
        fault(own("'data':'keep'"), "it must be \"retain\" or \"delete\""),
        fault(own("'logRetentionDays':2"), "\"logRetentionDays\" is 2; CloudWatch has [1, 3"),
        fault(own("'tags':{'aws:x':'y'}"), "Tag \"aws:x\" cannot be used"),
        fault(own("'image':{'folder':'nothing'}"), "There is no Dockerfile in folder"),
        fault(own("'image':{'uri':'a b'}"), "\"a b\" is not the name of an image"),
        fault(own("'image':{'uri':'a','folder':'b'}"), "leave out one of them"),
        fault(own("'properties':{'sleeper.id':'x'}"), "Property sleeper.id is set by the deploy"),
        fault(
            own("'properties':{'sleeper.ingest.job.queue.url':'x'}"),
            "Property sleeper.ingest.job.queue.url is set by the deployment"),
        fault(
            own("'properties':{'sleeper.ingest.treads':'1'}"),
            "did you mean sleeper.ingest.threads?"),
        fault(
            own("'properties':{'sleeper.ingest.threads':'x'}"),
            "Property sleeper.ingest.threads is \"x\"; it must be a whole number"),
        fault(
            own("'properties':{'sleeper.ingest.task.stop.grace.seconds':'119'}"),
            "Fargate kills a task 120 seconds after it was told to stop; set at most 115"),
        fault(table("'name':'t'"), "The table has no \"schema\": table=t"),
        fault(table("'name':'a b','schema':" + SCHEMA), "Table name \"a b\" cannot be used"),
        fault(table("'name':'t','schema':{'rowKeyFields':[]}"), "needs at least one row key"),
        fault(
            table("'name':'t','splitPoints':['2','1'],'schema':" + SCHEMA),
            "Split point 2 is \"1\" after \"2\"; split points of row key key must increase"),
        fault(
            table("'name':'t','splitPoints':['x'],'schema':" + SCHEMA),
            "Split point 1 cannot be read"),
        fault(table("'name':'t','schemaFile':'no.json'"), "no.json is not there"),
        fault(
            table("'name':'t','schemaFile':'x','schema':" + SCHEMA),
            "Table \"t\" has \"schema\" and \"schemaFile\"; leave out one of them"),
        fault(
            table("'name':'t','splitPointsFile':'no.txt','schema':" + SCHEMA),
            "no.txt does not exist"),
        fault(
            table("'name':'t','properties':{'sleeper.table.x':'1'},'schema':" + SCHEMA),
            "There is no table property sleeper.table.x"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldRefuseInOneSentenceThatNamesTheFile(String json, String sentence) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(sentence)
        .hasMessageEndingWith(": deployment=" + folder.resolve("deployment.json"))
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayThatTheFileIsNotThere() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("no.json"), folder))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no.json is not there");
  }

  @Test
  void shouldSayThatTheImageWasNotBuilt() throws IOException {
    Files.delete(folder.resolve(TaskImage.BUILT_FOLDER).resolve("Dockerfile"));

    assertThatThrownBy(() -> read("{'instance':'a','vpc':'own'}"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("build the image's folder first, or name an image in a registry");
  }

  private DeploymentConfig read(String json) throws IOException {
    Path file = folder.resolve("deployment.json");
    Files.writeString(file, json.replace('\'', '"'));
    return ConfigFile.read(file, folder);
  }

  private static String own(String members) {
    return "{'instance':'a','vpc':'own',%s}".formatted(members);
  }

  private static String table(String members) {
    return own("'tables':[{%s}]".formatted(members));
  }

  private static Arguments fault(String json, String sentence) {
    return arguments(json, sentence);
  }
}
