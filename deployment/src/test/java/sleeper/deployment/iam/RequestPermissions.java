package sleeper.deployment.iam;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sleeper.cdk.stack.Permission;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.ecs.model.PropagateTags;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The permissions that a request needs, as the service authorization reference of AWS has them.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/">reference</a>
 */
final class RequestPermissions {

  private static final int NOT_FOUND = 404;

  private final ResourceKinds kinds;

  RequestPermissions(ResourceKinds kinds) {
    this.kinds = kinds;
  }

  /**
   * What a request needs.
   *
   * @throws IllegalArgumentException if that is not known of requests of its kind
   */
  Set<Permission> of(SdkRequest request) {
    String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
    String service = request.getClass().getPackageName().split("\\.")[4];
    return switch (service) {
      case "s3" -> ofS3(operation, request);
      case "dynamodb" -> ofDynamoDb(operation, request);
      case "ecs" -> ofEcs(operation, request);
      case "sqs" -> Set.of(new Permission(kinds.of(text(request, "QueueUrl")), "sqs:" + operation));
      case "sns" ->
          Set.of(
              new Permission(
                  kinds.of(text(request, "TopicArn")),
                  operation.equals("PublishBatch") ? "sns:Publish" : "sns:" + operation));
      case "cloudwatch" -> Set.of(new Permission(ResourceKinds.ANY, "cloudwatch:" + operation));
      default -> throw unknown(request);
    };
  }

  /**
   * What a request that failed needs besides: S3 says that an object is not there only to those who
   * may list its bucket, and "denied" to others.
   */
  Set<Permission> ofFailed(SdkRequest request, Throwable failure) {
    boolean isMissing =
        failure instanceof S3Exception answer
            && answer.statusCode() == NOT_FOUND
            && !(failure instanceof NoSuchBucketException);
    return isMissing
            && (request instanceof GetObjectRequest || request instanceof HeadObjectRequest)
        ? Set.of(new Permission(kinds.of(text(request, "Bucket")), "s3:ListBucket"))
        : Set.of();
  }

  private Set<Permission> ofS3(String operation, SdkRequest request) {
    List<String> actions =
        switch (operation) {
          case "GetObject", "HeadObject" ->
              List.of(hasVersion(request) ? "s3:GetObjectVersion" : "s3:GetObject");
          case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
              List.of("s3:PutObject");
          case "AbortMultipartUpload" -> List.of("s3:AbortMultipartUpload");
          case "ListParts" -> List.of("s3:ListMultipartUploadParts");
          case "ListObjectsV2", "HeadBucket" -> List.of("s3:ListBucket");
          case "ListObjectVersions" -> List.of("s3:ListBucketVersions");
          case "ListMultipartUploads" -> List.of("s3:ListBucketMultipartUploads");
          case "DeleteObject" ->
              List.of(hasVersion(request) ? "s3:DeleteObjectVersion" : "s3:DeleteObject");
          case "DeleteObjects" -> deletions((DeleteObjectsRequest) request);
          default -> throw unknown(request);
        };
    String bucket = kinds.of(text(request, "Bucket"));
    // For If-Match S3 compares the tag of what is there.
    Stream<String> compared =
        request.getValueForField("IfMatch", String.class).map(tag -> "s3:GetObject").stream();
    return Stream.concat(actions.stream(), compared)
        .map(action -> new Permission(bucket, action))
        .collect(Collectors.toSet());
  }

  private static List<String> deletions(DeleteObjectsRequest request) {
    return request.delete().objects().stream()
        .map(object -> object.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion")
        .distinct()
        .toList();
  }

  private Set<Permission> ofDynamoDb(String operation, SdkRequest request) {
    if (request instanceof TransactWriteItemsRequest transaction) {
      return transaction.transactItems().stream()
          .map(this::ofTransactItem)
          .collect(Collectors.toSet());
    } else if (request instanceof TransactGetItemsRequest transaction) {
      return tables(
          "GetItem", transaction.transactItems().stream().map(item -> item.get().tableName()));
    } else if (request instanceof BatchGetItemRequest batch) {
      return tables(operation, batch.requestItems().keySet().stream());
    } else if (request instanceof BatchWriteItemRequest batch) {
      return tables(operation, batch.requestItems().keySet().stream());
    } else if (request instanceof DynamoDbRequest) {
      return tables(operation, Stream.of(text(request, "TableName")));
    }
    throw unknown(request);
  }

  private Permission ofTransactItem(TransactWriteItem item) {
    if (item.put() != null) {
      return table("PutItem", item.put().tableName());
    } else if (item.update() != null) {
      return table("UpdateItem", item.update().tableName());
    } else if (item.delete() != null) {
      return table("DeleteItem", item.delete().tableName());
    }
    return table("ConditionCheckItem", item.conditionCheck().tableName());
  }

  private Set<Permission> tables(String operation, Stream<String> tables) {
    return tables.map(name -> table(operation, name)).collect(Collectors.toSet());
  }

  private Permission table(String operation, String name) {
    return new Permission(kinds.ofTable(name), "dynamodb:" + operation);
  }

  private static Set<Permission> ofEcs(String operation, SdkRequest request) {
    return switch (operation) {
      case "RunTask" -> ofRunTask((RunTaskRequest) request);
      case "ListTasks" -> Set.of(new Permission(ResourceKinds.CLUSTER, "ecs:ListTasks"));
      default -> Set.of(new Permission(ResourceKinds.TASK, "ecs:" + operation));
    };
  }

  /** Whoever starts a task hands its roles on, and its tags, where it is to have any. */
  private static Set<Permission> ofRunTask(RunTaskRequest request) {
    boolean isTagged =
        request.hasTags()
            || (request.propagateTags() != null && request.propagateTags() != PropagateTags.NONE);
    Stream<Permission> always =
        Stream.of(
            new Permission(ResourceKinds.TASK_DEFINITION, "ecs:RunTask"),
            new Permission(ResourceKinds.TASK_ROLES, "iam:PassRole"));
    Stream<Permission> tags = Stream.of(new Permission(ResourceKinds.TASK, "ecs:TagResource"));
    return Stream.concat(always, isTagged ? tags : Stream.empty()).collect(Collectors.toSet());
  }

  private static boolean hasVersion(SdkRequest request) {
    return request.getValueForField("VersionId", String.class).isPresent();
  }

  private static String text(SdkRequest request, String field) {
    return request.getValueForField(field, String.class).orElseThrow(() -> unknown(request));
  }

  private static IllegalArgumentException unknown(SdkRequest request) {
    return new IllegalArgumentException(
        "It is not known which permissions this needs: " + request.getClass().getName());
  }
}
