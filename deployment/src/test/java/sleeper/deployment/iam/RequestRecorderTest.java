package sleeper.deployment.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sleeper.cdk.stack.Permission;
import sleeper.deployment.iam.RequestRecorder.Recording;
import sleeper.servers.TestClients;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;

class RequestRecorderTest {

  private static final String QUEUE = "http://127.0.0.1:9/123456789012/jobs";
  private static final ResourceKinds KINDS =
      new ResourceKinds(
          Map.of(
              "b",
              "data-bucket",
              "recorded",
              "data-bucket",
              "jobs",
              "job-queue",
              "arn:aws:sns:t",
              "topic"),
          "my-id");

  @BeforeAll
  static void createBucket() {
    TestClients.s3().createBucket(b -> b.bucket("recorded"));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        needs(HeadObjectRequest.builder().bucket("b").build(), "data-bucket s3:GetObject"),
        needs(UploadPartRequest.builder().bucket("b").build(), "data-bucket s3:PutObject"),
        needs(
            PutObjectRequest.builder().bucket("b").ifMatch("tag").build(),
            "data-bucket s3:PutObject",
            "data-bucket s3:GetObject"),
        needs(ListObjectsV2Request.builder().bucket("b").build(), "data-bucket s3:ListBucket"),
        needs(
            DeleteObjectsRequest.builder()
                .bucket("b")
                .delete(
                    delete ->
                        delete.objects(
                            ObjectIdentifier.builder().key("k").build(),
                            ObjectIdentifier.builder().key("k").versionId("v").build()))
                .build(),
            "data-bucket s3:DeleteObject",
            "data-bucket s3:DeleteObjectVersion"),
        needs(
            QueryRequest.builder().tableName("sleeper-my-id-ingest-task-status").build(),
            "table/ingest-task-status dynamodb:Query"),
        needs(
            BatchGetItemRequest.builder()
                .requestItems(
                    Map.of(
                        "sleeper-my-id-a", KeysAndAttributes.builder().build(),
                        "sleeper-my-id-b", KeysAndAttributes.builder().build()))
                .build(),
            "table/a dynamodb:BatchGetItem",
            "table/b dynamodb:BatchGetItem"),
        needs(
            TransactWriteItemsRequest.builder()
                .transactItems(
                    TransactWriteItem.builder().put(i -> i.tableName("sleeper-my-id-a")).build(),
                    TransactWriteItem.builder().update(i -> i.tableName("sleeper-my-id-a")).build(),
                    TransactWriteItem.builder().delete(i -> i.tableName("sleeper-my-id-b")).build(),
                    TransactWriteItem.builder()
                        .conditionCheck(i -> i.tableName("sleeper-my-id-c"))
                        .build())
                .build(),
            "table/a dynamodb:PutItem",
            "table/a dynamodb:UpdateItem",
            "table/b dynamodb:DeleteItem",
            "table/c dynamodb:ConditionCheckItem"),
        needs(
            ChangeMessageVisibilityRequest.builder().queueUrl(QUEUE).build(),
            "job-queue sqs:ChangeMessageVisibility"),
        needs(PublishRequest.builder().topicArn("arn:aws:sns:t").build(), "topic sns:Publish"),
        needs(PutMetricDataRequest.builder().build(), "any cloudwatch:PutMetricData"),
        needs(
            RunTaskRequest.builder().build(),
            "task-definition ecs:RunTask",
            "task-roles iam:PassRole"),
        needs(
            RunTaskRequest.builder().propagateTags(PropagateTags.TASK_DEFINITION).build(),
            "task-definition ecs:RunTask",
            "task-roles iam:PassRole",
            "task ecs:TagResource"),
        needs(StopTaskRequest.builder().build(), "task ecs:StopTask"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void shouldTellWhatARequestNeeds(SdkRequest request, List<String> permissions) {
    assertThat(new RequestPermissions(KINDS).of(request))
        .extracting(Permission::toString)
        .containsExactlyInAnyOrderElementsOf(permissions);
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    RequestPermissions permissions = new RequestPermissions(KINDS);

    assertThatThrownBy(() -> permissions.of(PutBucketPolicyRequest.builder().bucket("b").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PutBucketPolicyRequest");
    assertThatThrownBy(() -> permissions.of(HeadObjectRequest.builder().bucket("x").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("It is not known what x is");
  }

  @Test
  void shouldHearOfTheRequestsOfEveryClient() {
    try (Recording recording = RequestRecorder.start(KINDS)) {
      TestClients.s3().listObjectsV2(list -> list.bucket("recorded"));

      assertThat(recording.permissions())
          .containsExactly(new Permission("data-bucket", "s3:ListBucket"));
      assertThatThrownBy(() -> RequestRecorder.start(KINDS))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldTellThatWhoeverLooksForAnObjectThatIsNotThereMayList() {
    try (Recording recording = RequestRecorder.start(KINDS)) {
      assertThatThrownBy(
              () -> TestClients.s3().getObjectAsBytes(b -> b.bucket("recorded").key("nothing")))
          .isInstanceOf(NoSuchKeyException.class);

      assertThat(recording.permissions())
          .containsExactly(
              new Permission("data-bucket", "s3:GetObject"),
              new Permission("data-bucket", "s3:ListBucket"));
    }
  }

  @Test
  void shouldNotRecordWhatSomebodyElseDoes() {
    try (Recording recording = RequestRecorder.start(KINDS)) {
      RequestRecorder.unrecorded(() -> TestClients.s3().listBuckets());

      assertThat(recording.permissions()).isEmpty();
    }
  }

  @Test
  void shouldNotHideARequestThatItDoesNotKnow() {
    try (Recording recording = RequestRecorder.start(KINDS)) {
      TestClients.s3().listBuckets();

      assertThatThrownBy(recording::permissions).hasMessageContaining("ListBucketsRequest");
    }
  }

  private static Arguments needs(SdkRequest request, String... permissions) {
    return Arguments.of(request, List.of(permissions));
  }
}
