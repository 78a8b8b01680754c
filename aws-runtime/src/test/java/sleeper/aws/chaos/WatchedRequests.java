package sleeper.aws.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import sleeper.core.testing.steps.Steps;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** A client whose requests are steps, such as {@code after s3.UploadPart} once it is answered. */
final class WatchedRequests implements ExecutionInterceptor {

  private final String service;
  private final Steps steps;

  WatchedRequests(String service, Steps steps) {
    this.service = service;
    this.steps = steps;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    pass("before ", attributes);
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    pass("after ", attributes);
  }

  private void pass(String when, ExecutionAttributes attributes) {
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    try {
      steps.pass(when + service + "." + operation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
