package sleeper.instance.aws.requests;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Counts each attempt of each request of a client. */
record CountingInterceptor(RequestCounter counter) implements ExecutionInterceptor {

  private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

  @Override
  public SdkRequest modifyRequest(
      Context.ModifyRequest context, ExecutionAttributes executionAttributes) {
    return ConsumedUnits.askedFor(context.request());
  }

  /** Is called once for each attempt, when all headers are known. */
  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    String operation = executionAttributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    counter.request(
        new RequestKind(
            executionAttributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME), operation));
    if (UPLOADS.contains(operation)) {
      counter.uploaded(length(context.httpRequest()));
    }
  }

  @Override
  public void afterExecution(
      Context.AfterExecution context, ExecutionAttributes executionAttributes) {
    ConsumedUnits.count(context.request(), context.response(), counter);
  }

  /** Where a checksum follows the bytes, the length of the body is not theirs. */
  private static long length(SdkHttpRequest request) {
    Optional<String> decoded = request.firstMatchingHeader("x-amz-decoded-content-length");
    return decoded
        .or(() -> request.firstMatchingHeader("Content-Length"))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
