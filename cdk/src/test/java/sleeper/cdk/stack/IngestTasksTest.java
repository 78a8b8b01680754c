package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.core.json.Json;

class IngestTasksTest {

  private static final String DEFINITION = "AWS::ECS::TaskDefinition";

  @Test
  void shouldMakeTasksOfTheWantedSize() {
    JsonNode arm = Synthesis.whole().resource(DEFINITION).path("Properties");
    JsonNode x86 = Synthesis.small().resource(DEFINITION).path("Properties");

    assertThat(arm.path("Family").asText()).isEqualTo("sleeper-my-id-ingest-task");
    assertThat(arm.path("Cpu").asText()).isEqualTo("2048");
    assertThat(arm.path("Memory").asText()).isEqualTo("4096");
    assertThat(arm.path("EphemeralStorage").path("SizeInGiB").asInt()).isEqualTo(70);
    assertThat(arm.path("RuntimePlatform").path("CpuArchitecture").asText()).isEqualTo("ARM64");
    assertThat(x86.path("Cpu").asText()).isEqualTo("1024");
    assertThat(x86.path("EphemeralStorage").path("SizeInGiB").asInt()).isEqualTo(21);
    assertThat(x86.path("RuntimePlatform").path("CpuArchitecture").asText()).isEqualTo("X86_64");
  }

  @Test
  void shouldTellATaskItsInstanceAndJavaItsMemory() {
    Synthesis whole = Synthesis.whole();
    JsonNode container =
        whole.resource(DEFINITION).path("Properties").path("ContainerDefinitions").get(0);
    TemplateValues values = new TemplateValues(whole.template().toJSON());
    Map<String, String> environment = new LinkedHashMap<>();
    container
        .path("Environment")
        .forEach(
            each -> environment.put(each.path("Name").asText(), values.text(each.path("Value"))));

    assertThat(environment)
        .containsEntry("CONFIG_BUCKET", "sleeper-my-id-config-123456789012")
        .containsEntry(
            "JAVA_TOOL_OPTIONS",
            "-Xmx1984m -XX:MaxDirectMemorySize=1856m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError"
                + " --add-opens=java.base/java.nio=ALL-UNNAMED");
    assertThat(container.path("StopTimeout").asInt()).isEqualTo(120);
    assertThat(container.path("LogConfiguration").path("LogDriver").asText()).isEqualTo("awslogs");
  }

  @Test
  void shouldCallTheClusterAsSleeperDoes() {
    assertThat(
            Synthesis.whole()
                .resource("AWS::ECS::Cluster")
                .path("Properties")
                .path("ClusterName")
                .asText())
        .isEqualTo("sleeper-my-id-ingest-cluster");
  }

  @Test
  void shouldExportTheRoleThatNeedsToReadSources() {
    JsonNode outputs =
        Json.mapper().valueToTree(Synthesis.whole().template().toJSON()).path("Outputs");

    assertThat(outputs)
        .anySatisfy(
            output ->
                assertThat(output.path("Export").path("Name").asText())
                    .isEqualTo("My-Id-IngestContainerRoleARN"));
  }

  @Test
  void shouldPullAnImageOfAPrivateRegistryAndNoOther() {
    JsonNode policy =
        Synthesis.small().resource("AWS::IAM::Policy", "ecr:BatchGetImage").path("Properties");

    assertThat(Json.compact(policy))
        .contains(":ecr:eu-west-2:123456789012:repository/sleeper/ingest");
  }

  @Test
  void shouldKeepLogsAsLongAsSaid() {
    assertThat(Synthesis.whole().resources("AWS::Logs::LogGroup").values())
        .hasSize(3)
        .extracting(group -> group.path("Properties").path("RetentionInDays").asInt())
        .containsOnly(30);
    assertThat(Synthesis.small().resources("AWS::Logs::LogGroup").values())
        .extracting(group -> group.path("Properties").path("RetentionInDays").asInt())
        .containsOnly(1);
  }

  @Test
  void shouldMakeAVpcThatCostsNothingAtRest() {
    Synthesis whole = Synthesis.whole();

    assertThat(whole.resources("AWS::EC2::VPC")).hasSize(1);
    assertThat(whole.resources("AWS::EC2::Subnet")).hasSize(2);
    assertThat(whole.resources("AWS::EC2::NatGateway")).isEmpty();
    assertThat(whole.resources("AWS::EC2::EIP")).isEmpty();
    assertThat(whole.resources("AWS::EC2::VPCEndpoint").values())
        .hasSize(2)
        .extracting(endpoint -> endpoint.path("Properties").path("VpcEndpointType").asText())
        .containsOnly("Gateway");
  }

  @Test
  void shouldLetNothingInAndHttpsOut() {
    for (Synthesis synthesis : List.of(Synthesis.whole(), Synthesis.small())) {
      JsonNode group = synthesis.resource("AWS::EC2::SecurityGroup").path("Properties");
      assertThat(group.has("SecurityGroupIngress")).isFalse();
      assertThat(group.path("SecurityGroupEgress"))
          .singleElement()
          .satisfies(egress -> assertThat(egress.path("ToPort").asInt()).isEqualTo(443));
    }
    assertThat(Synthesis.small().resources("AWS::EC2::VPC")).isEmpty();
  }
}
