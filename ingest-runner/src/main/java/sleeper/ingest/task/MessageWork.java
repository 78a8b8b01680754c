package sleeper.ingest.task;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import sleeper.core.job.IngestJob;
import sleeper.core.job.JobLogging;
import sleeper.core.job.JobMessage;

/** Does what one delivery of a message asks for, and ends the delivery whatever happens. */
final class MessageWork {

  private static final Logger LOGGER = LoggerFactory.getLogger(MessageWork.class);

  private final HeldMessage held;
  private final TaskContext context;
  private final BooleanSupplier isStopped;

  /**
   * The work of a message.
   *
   * @param isStopped whether work is being broken off
   */
  MessageWork(HeldMessage held, TaskContext context, BooleanSupplier isStopped) {
    this.held = held;
    this.context = context;
    this.isStopped = isStopped;
  }

  void run() {
    context.listener().jobReceived();
    JobOutcome outcome = JobOutcome.RETRIED;
    try (MDC.MDCCloseable message = JobLogging.job(held.message().id())) {
      outcome = read();
    } catch (RuntimeException | Error e) {
      LOGGER.warn("Could not work on message {}; trying again later", held.message().id(), e);
      held.giveBack(retryDelay());
    } finally {
      context.listener().jobEnded(outcome);
    }
  }

  private JobOutcome read() {
    JobMessage read =
        context.environment().messages().read(held.message().id(), held.message().body());
    held.isFor(read.jobId());
    try (MDC.MDCCloseable job = JobLogging.job(read.jobId())) {
      if (read instanceof JobMessage.Accepted accepted) {
        return work(accepted.job());
      }
      return reject((JobMessage.Rejected) read);
    }
  }

  private JobOutcome reject(JobMessage.Rejected message) {
    LOGGER.warn("Message {} is rejected: {}", held.message().id(), message.reasons());
    context.events().rejected(message);
    held.delete();
    return JobOutcome.REJECTED;
  }

  private JobOutcome work(IngestJob job) {
    JobWork work = new JobWork(job, context);
    LOGGER.info("Job for table {} received, delivery {}", job.table(), receiveCount());
    try {
      JobOutcome outcome = work.run(held.message().body());
      LOGGER.info("Job for table {}: {}", job.table(), outcome);
      held.delete();
      return outcome;
    } catch (RunsElsewhere e) {
      LOGGER.info("Job for table {} is left alone: {}", job.table(), e.getMessage());
      held.giveBack(delayWhileAlive(e));
      return JobOutcome.RUNNING_ELSEWHERE;
    } catch (Exception | Error e) {
      return fail(work, e);
    }
  }

  private JobOutcome fail(JobWork work, Throwable failure) {
    // Queue and trackers would refuse to work for a thread that is interrupted.
    Thread.interrupted();
    if (Failures.isUndecided(failure)) {
      LOGGER.warn("Nobody knows whether the job was committed; trying again will tell", failure);
      work.undecided();
      held.giveBack(retryDelay());
      return JobOutcome.RETRIED;
    } else if (isStopped.getAsBoolean()) {
      LOGGER.info("The job is broken off and given back, since its task is stopped");
      work.failed(List.of("The task was stopped"));
      held.giveBack(Duration.ZERO);
      return JobOutcome.STOPPED;
    } else if (Failures.isPermanent(failure)) {
      LOGGER.error("The job cannot be done", failure);
      work.failed(Failures.reasons(failure));
      held.delete();
      return JobOutcome.FAILED;
    }
    LOGGER.warn("The job failed; trying again later", failure);
    work.failed(Failures.reasons(failure));
    held.giveBack(retryDelay());
    return JobOutcome.RETRIED;
  }

  private Duration retryDelay() {
    return context.settings().retryDelays().after(receiveCount());
  }

  private Duration delayWhileAlive(RunsElsewhere elsewhere) {
    Duration lease =
        Duration.between(context.environment().clock().instant(), elsewhere.leaseExpires());
    return context.settings().retryDelays().whileAlive(lease, receiveCount());
  }

  private int receiveCount() {
    return held.message().receiveCount();
  }
}
