package sleeper.ingest.task;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private JobDelivery delivery;

  /**
   * The work of a message.
   *
   * @param isStopped whether work is being broken off
   */
  MessageWork(HeldMessage held, TaskContext context, BooleanSupplier isStopped) {
    this.held = held;
    this.context = context;
    this.isStopped = isStopped;
    delivery = new JobDelivery(held.message().id(), Optional.empty(), receiveCount());
  }

  void run() {
    context.listener().jobReceived();
    JobEnd end = ended(JobOutcome.RETRIED, List.of());
    try (MDC.MDCCloseable message = JobLogging.job(held.message().id())) {
      end = read();
    } catch (RuntimeException | Error e) {
      LOGGER.warn("Could not work on message {}; trying again later", held.message().id(), e);
      end = ended(JobOutcome.RETRIED, Failures.reasons(e));
      held.giveBack(retryDelay());
    } finally {
      context.listener().jobEnded(end);
    }
  }

  private JobEnd read() {
    JobMessage read =
        context.environment().messages().read(held.message().id(), held.message().body());
    held.isFor(read.jobId());
    try (MDC.MDCCloseable job = JobLogging.job(read.jobId())) {
      if (read instanceof JobMessage.Accepted accepted) {
        delivery = delivery.isFor(read.jobId(), Optional.of(accepted.job().table()));
        return work(accepted.job());
      }
      return reject((JobMessage.Rejected) read);
    }
  }

  private JobEnd reject(JobMessage.Rejected message) {
    LOGGER.warn("Message {} is rejected: {}", held.message().id(), message.reasons());
    delivery = delivery.isFor(message.jobId(), Optional.ofNullable(message.table()));
    context.events().rejected(message);
    held.delete();
    return ended(JobOutcome.REJECTED, message.reasons());
  }

  private JobEnd work(IngestJob job) {
    JobWork work = new JobWork(job, delivery, context);
    LOGGER.info("Job for table {} received, delivery {}", job.table(), receiveCount());
    try {
      JobEnd end = work.run(held.message().body());
      LOGGER.info("Job for table {}: {}", job.table(), end.outcome());
      held.delete();
      return end;
    } catch (RunsElsewhere e) {
      LOGGER.info("Job for table {} is left alone: {}", job.table(), e.getMessage());
      held.giveBack(delayWhileAlive(e));
      return ended(JobOutcome.RUNNING_ELSEWHERE, Failures.reasons(e));
    } catch (Exception | Error e) {
      return fail(work, e);
    }
  }

  private JobEnd fail(JobWork work, Throwable failure) {
    // Queue and trackers would refuse to work for a thread that is interrupted.
    Thread.interrupted();
    if (Failures.isUndecided(failure)) {
      LOGGER.warn("Nobody knows whether the job was committed; trying again will tell", failure);
      work.undecided();
      held.giveBack(retryDelay());
      return ended(JobOutcome.RETRIED, Failures.reasons(failure));
    } else if (isStopped.getAsBoolean()) {
      LOGGER.info("The job is broken off and given back, since its task is stopped");
      work.givenBack(List.of("The task was stopped"));
      held.giveBack(Duration.ZERO);
      return ended(JobOutcome.STOPPED, List.of("The task was stopped"));
    } else if (Failures.isPermanent(failure)) {
      LOGGER.error("The job cannot be done", failure);
      work.failed(Failures.reasons(failure));
      held.delete();
      return ended(JobOutcome.FAILED, Failures.reasons(failure));
    }
    LOGGER.warn("The job failed; trying again later", failure);
    work.givenBack(Failures.reasons(failure));
    held.giveBack(retryDelay());
    return ended(JobOutcome.RETRIED, Failures.reasons(failure));
  }

  private JobEnd ended(JobOutcome outcome, List<String> reasons) {
    return JobEnd.without(delivery, outcome, reasons);
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
