package sleeper.aws.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.aws.queue.SqsJobQueue;
import sleeper.aws.queue.SqsQueues;
import sleeper.core.properties.AwsProperty;
import sleeper.core.queue.JobQueue;
import sleeper.core.testing.steps.Steps;
import sleeper.core.testing.steps.WatchedPort;
import sleeper.ingest.task.IngestTask;
import sleeper.ingest.task.TaskListener;
import sleeper.ingest.task.TaskSettings;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsBackend;
import sleeper.instance.aws.AwsClients;

/**
 * A process that does jobs from the queue of an instance, or collects in it, until its standard
 * input ends; it dies where the plan says.
 *
 * <p>Takes what it is to be, {@code task} or {@code collector}, the folder of the plan and the
 * instance id. The servers are where its environment says.
 */
public final class ChaosProcess {

  /** The job that the collector's deaths are planned for. */
  static final String COLLECTOR = "collector";

  private static final Logger LOG = LoggerFactory.getLogger(ChaosProcess.class);
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Requests of processes that died reach the servers for a moment yet. */
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);

  private static final long COLLECT_PAUSE_MILLIS = 1000;

  private final Steps steps = new Steps();
  private final CountDownLatch inputEnded = new CountDownLatch(1);
  private final KillPlan plan;

  private ChaosProcess(KillPlan plan) {
    this.plan = plan;
  }

  /** Runs until it is told to end. */
  public static void main(String[] arguments) throws Exception {
    new ChaosProcess(KillPlan.open(Path.of(arguments[1]))).run(arguments[0], arguments[2]);
  }

  private void run(String kind, String instanceId) throws Exception {
    Thread input = new Thread(this::awaitEndOfInput, "input");
    input.setDaemon(true);
    input.start();
    Path spills = Files.createTempDirectory("sleeper-chaos");
    AwsClients clients = WatchedClients.of(steps);
    try (WatchedBackend backend =
        new WatchedBackend(
            AwsBackend.open(clients, instanceId, Clock.systemUTC()), spills, steps)) {
      if (kind.equals(COLLECTOR)) {
        collect(backend);
      } else {
        doJobs(backend, clients);
      }
    } finally {
      Files.deleteIfExists(spills);
    }
  }

  private void awaitEndOfInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.warn("The input failed", e);
    }
    inputEnded.countDown();
  }

  private void collect(WatchedBackend backend) throws InterruptedException {
    plan.arm(COLLECTOR, steps);
    EagerCollector collector = new EagerCollector(backend, LONGEST_REQUEST);
    do {
      try {
        LOG.info("Collected: {}", collector.collect());
      } catch (RuntimeException e) {
        LOG.warn("Could not collect; trying again", e);
      }
    } while (!inputEnded.await(COLLECT_PAUSE_MILLIS, TimeUnit.MILLISECONDS));
  }

  private void doJobs(WatchedBackend backend, AwsClients clients) throws Exception {
    try (SleeperInstance instance = SleeperInstance.of(backend)) {
      TaskSettings settings = instance.ingestTasks().settings();
      SqsQueues queues =
          new SqsQueues(
              instance.properties().get(AwsProperty.JOB_QUEUE_URL),
              Optional.empty(),
              settings.visibility());
      JobQueue arming =
          new ArmingQueue(new SqsJobQueue(clients.sqs(), queues), job -> plan.arm(job, steps));
      JobQueue queue = WatchedPort.of(JobQueue.class, arming, "queue", steps);
      IngestTask task = instance.ingestTasks().create(queue, settings, TaskListener.NONE);
      Thread stopper = new Thread(() -> stop(task), "stopper");
      stopper.setDaemon(true);
      stopper.start();
      LOG.info("Ended with {}", task.run());
    }
  }

  private void stop(IngestTask task) {
    try {
      inputEnded.await();
      task.stop(GRACE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
