package sleeper.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import sleeper.core.row.Row;
import sleeper.deployment.iam.RequestRecorder;
import sleeper.instance.SleeperInstance;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * What happens to an ingest task, each of it once: an upload in parts fails, somebody else commits
 * just before a commit, the answer to a commit gets lost, a table is dropped while its files are
 * read.
 */
final class TaskFaults implements ExecutionInterceptor {

  /** The table that is dropped, and the source file that tells when. */
  static final String DROPPED = "dropped-meanwhile";

  private final TestStack stack;
  private final Set<String> happened = ConcurrentHashMap.newKeySet();

  TaskFaults(TestStack stack) {
    this.stack = stack;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    if (context.request() instanceof UploadPartRequest && happened.add("upload")) {
      throw SdkClientException.create("The network is away");
    }
    if (isCommit(context.request()) && happened.add("overtaken")) {
      RequestRecorder.unrecorded(this::ingestARow);
    }
    if (context.request() instanceof S3Request request
        && request.getValueForField("Key", String.class).filter(DROPPED::equals).isPresent()
        && happened.add("dropped")) {
      RequestRecorder.unrecorded(this::dropTheTable);
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    if (isCommit(context.request()) && happened.add("lost")) {
      throw SdkClientException.create("The answer is lost");
    }
  }

  private static boolean isCommit(Object request) {
    return request instanceof TransactWriteItemsRequest transaction
        && transaction.transactItems().stream()
            .anyMatch(
                item ->
                    item.put() != null && item.put().tableName().endsWith("file-transaction-log"));
  }

  private void ingestARow() {
    try (SleeperInstance instance = stack.open()) {
      instance
          .ingestFactory()
          .ingest("t", List.of(Row.of(instance.tables().find("t").schema(), 1L, new byte[] {1})));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void dropTheTable() {
    try (SleeperInstance instance = stack.open()) {
      instance.tables().drop(DROPPED);
    }
  }
}
