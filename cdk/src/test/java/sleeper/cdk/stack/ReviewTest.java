package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CloudFormationValidatePlugin;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.PolicyValidationStack;
import software.amazon.awscdk.PolicyViolation;
import software.constructs.IConstruct;

/** What programs say that review templates. */
class ReviewTest {

  @Test
  void shouldSatisfyCdkNagOrSayWhyNot() throws IOException {
    for (Synthesis synthesis : List.of(Synthesis.whole(), Synthesis.small())) {
      assertThat(synthesis.findings())
          .anyMatch(line -> line.contains("\"Suppressed\""))
          .noneMatch(line -> line.contains("\"Non-Compliant\""))
          .noneMatch(line -> line.contains("\"UNKNOWN\""));
    }
    assertThat(Synthesis.whole().findings()).anyMatch(line -> line.contains("Alarms/Topic"));
  }

  @Test
  void shouldPassTheValidationOfTemplates(@TempDir Path folder) throws IOException {
    CloudFormationValidatePlugin plugin = new CloudFormationValidatePlugin();
    App app = Synthesis.whole().app();
    Path wrong = folder.resolve("wrong.template.json");
    Files.writeString(
        wrong,
        """
        {"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","Properties":{"Nonsense":1}}}}
        """);

    assertThat(violations(plugin, app, List.of(wrong.toString()))).isNotEmpty();
    assertThat(violations(plugin, app, Synthesis.whole().templateFiles())).isEmpty();
    assertThat(violations(plugin, app, Synthesis.small().templateFiles())).isEmpty();
  }

  private static List<String> violations(
      CloudFormationValidatePlugin plugin, App app, List<String> files) {
    return plugin.validate(new Templates(app, files)).getViolations().stream()
        .map(ReviewTest::text)
        .toList();
  }

  private static String text(PolicyViolation violation) {
    return violation.getRuleName()
        + " "
        + violation.getDescription()
        + violation.getViolatingResources().stream()
            .map(resource -> " " + resource.getResourceLogicalId() + resource.getLocations())
            .toList();
  }

  /** All templates, also those of nested stacks, which the CDK does not validate by itself. */
  private record Templates(App app, List<String> files) implements IPolicyValidationContext {

    @Override
    public IConstruct getAppConstruct() {
      return app;
    }

    @Override
    public List<PolicyValidationStack> getStackTemplates() {
      return files.stream()
          .map(
              file ->
                  PolicyValidationStack.builder()
                      .stackConstructPath("Deployment")
                      .templatePath(file)
                      .build())
          .toList();
    }

    @Override
    public List<String> getTemplatePaths() {
      return files;
    }
  }
}
