package sleeper.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sleeper.instance.aws.AwsNames;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class StorageTest {

  private static final String BUCKET = "AWS::S3::Bucket";

  @Test
  void shouldCallBucketsAsTheEngineLooksForThem() {
    Synthesis whole = Synthesis.whole();
    AwsNames names = new AwsNames("My.Id", TemplateValues.ACCOUNT);
    TemplateValues values = new TemplateValues(whole.template().toJSON());

    assertThat(whole.resources(BUCKET).values())
        .extracting(bucket -> values.text(bucket.path("Properties").path("BucketName")))
        .containsExactlyInAnyOrder(names.configBucket(), names.dataBucket());
  }

  @Test
  void shouldEncryptBucketsAndLetNobodyElseIn() {
    Template template = Synthesis.whole().template();

    template.resourcePropertiesCountIs(
        BUCKET,
        Map.of(
            "BucketEncryption",
            Match.anyValue(),
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true),
            "LifecycleConfiguration",
            Map.of(
                "Rules",
                Match.arrayWith(
                    List.of(
                        Match.objectLike(
                            Map.of(
                                "AbortIncompleteMultipartUpload",
                                Map.of("DaysAfterInitiation", 7),
                                "Status",
                                "Enabled")))))),
        2);
    template.resourcePropertiesCountIs(
        "AWS::S3::BucketPolicy",
        Map.of(
            "PolicyDocument",
            Map.of(
                "Statement",
                Match.arrayWith(
                    List.of(
                        Match.objectLike(
                            Map.of(
                                "Effect",
                                "Deny",
                                "Condition",
                                Map.of("Bool", Map.of("aws:SecureTransport", "false")))))))),
        2);
  }

  @Test
  void shouldKeepBucketsUnlessSaidOtherwise() {
    assertThat(Synthesis.whole().resources(BUCKET).values())
        .extracting(bucket -> bucket.path("DeletionPolicy").asText())
        .containsOnly("RetainExceptOnCreate");
    assertThat(Synthesis.small().resources(BUCKET).values())
        .extracting(bucket -> bucket.path("DeletionPolicy").asText())
        .containsOnly("Delete");
  }

  @Test
  void shouldLeaveNothingBehindThatIsNoData() {
    for (JsonNode resource : Synthesis.whole().allResources()) {
      boolean isData =
          List.of(BUCKET, "AWS::DynamoDB::Table").contains(resource.path("Type").asText());
      if (!isData) {
        assertThat(resource.path("DeletionPolicy").asText("Delete")).isEqualTo("Delete");
      }
    }
    assertThat(Synthesis.small().allResources())
        .extracting(resource -> resource.path("DeletionPolicy").asText("Delete"))
        .containsOnly("Delete");
  }
}
