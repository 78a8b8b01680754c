package sleeper.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.properties.InstanceProperty;
import sleeper.core.statestore.log.CommitEnvironment.Pause;
import sleeper.deployment.instance.DeploymentClients;
import sleeper.deployment.instance.InstanceRemoval;
import sleeper.deployment.instance.InstanceUpdate;
import sleeper.deployment.resource.AnswerSender;
import sleeper.deployment.resource.RequestType;
import sleeper.deployment.resource.ResourceAnswer;
import sleeper.deployment.resource.ResourceRequest;
import sleeper.deployment.resource.TimeLeft;

/**
 * The Lambda behind the custom resource {@code Custom::SleeperInstance}: makes an instance of the
 * buckets, tables and queues that a stack has deployed, and prepares their deletion.
 *
 * <p>CloudFormation is always answered, also when the time is over or the request makes no sense;
 * an event that gives no address for an answer fails the invocation.
 */
public final class InstanceDeployment implements RequestStreamHandler {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceDeployment.class);

  /** How long work that was interrupted may take to end. */
  private static final long END_MILLIS = 2000;

  private final InstanceUpdate update;
  private final InstanceRemoval removal;
  private final AnswerSender sender;

  /** For the Lambda runtime. */
  public InstanceDeployment() {
    this(DeploymentClients.ofEnvironment(), Thread::sleep);
  }

  InstanceDeployment(DeploymentClients clients, Pause pause) {
    update = new InstanceUpdate(clients);
    removal = new InstanceRemoval(clients, pause);
    sender = new AnswerSender(pause);
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    TimeLeft time = TimeLeft.of(context::getRemainingTimeInMillis);
    ResourceRequest request = ResourceRequest.read(event);
    sender.send(request, answer(request, time));
  }

  private ResourceAnswer answer(ResourceRequest request, TimeLeft time) {
    ExecutorService worker = Executors.newSingleThreadExecutor(InstanceDeployment::workerThread);
    Future<String> work = worker.submit(() -> work(request, time));
    try {
      String done = work.get(time.untilAnswer().toMillis(), TimeUnit.MILLISECONDS);
      LOG.info(done);
      return ResourceAnswer.success(done, physicalId(request));
    } catch (TimeoutException e) {
      return failure(request, "It could not be done in time; try again, and it goes on", e);
    } catch (ExecutionException e) {
      return failure(request, sentence(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failure(request, "The function was interrupted", e);
    } finally {
      end(worker);
    }
  }

  private String work(ResourceRequest request, TimeLeft time) throws IOException {
    return request.type() == RequestType.DELETE
        ? removal.apply(request, time)
        : update.apply(request);
  }

  private static ResourceAnswer failure(ResourceRequest request, String reason, Exception e) {
    if (e.getCause() instanceof InvalidInput) {
      LOG.error("Request {} is refused: {}", request.ids(), reason);
    } else {
      LOG.error("Request {} failed", request.ids(), e);
    }
    return ResourceAnswer.failure(reason, physicalId(request));
  }

  private static String sentence(@Nullable Throwable failure) {
    return failure instanceof InvalidInput
            || failure instanceof IOException
            || failure instanceof UncheckedIOException
        ? String.valueOf(failure.getMessage())
        : "It failed, which the log of the function tells more about: " + failure;
  }

  /**
   * What a resource is called stays as long as it is there: CloudFormation deletes one that is
   * called otherwise after an update.
   */
  private static String physicalId(ResourceRequest request) {
    String instance =
        request
            .properties()
            .path("InstanceProperties")
            .path(InstanceProperty.ID.name())
            .asText("without-id");
    return request.ids().physicalResourceId().orElse("sleeper-" + instance);
  }

  /** A thread that was left over would go on in the next invocation. */
  private static void end(ExecutorService worker) {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The work has not ended yet");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread workerThread(Runnable work) {
    Thread thread = new Thread(work, "deployment");
    thread.setDaemon(true);
    return thread;
  }
}
