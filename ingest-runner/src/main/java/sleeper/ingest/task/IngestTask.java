package sleeper.ingest.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.queue.ReceivedMessage;
import sleeper.core.tracker.TaskStatus;
import sleeper.core.tracker.TaskTotals;
import sleeper.ingest.runner.IngestFactory;

/**
 * Takes job messages from a queue and does them until there have been none for a while.
 *
 * <p>Each job is done once, whatever happens to the task: the ledger decides, and a message that is
 * delivered again leads to a duplicate. What can never be done is written down and removed; what
 * may work later is given back. Trackers and listeners that fail are logged and fail nothing.
 *
 * <p>A task runs once. {@link #stop} may be called from any thread.
 */
public final class IngestTask {

  /** The shortest wait of a request while jobs are at work. */
  private static final Duration POLL_WAIT_WHILE_BUSY = Duration.ofSeconds(1);

  private static final Logger LOGGER = LoggerFactory.getLogger(IngestTask.class);
  private static final long FIRST_POLL_PAUSE_MILLIS = 500;
  private static final long LONGEST_POLL_PAUSE_MILLIS = 30_000;
  private static final int MAX_DOUBLINGS = 10;

  /** Of the time that a stop may take, the part that is kept for breaking work off. */
  private static final int GRACE_SHARE_FOR_GIVING_BACK = 3;

  private final TaskPorts ports;
  private final TaskSettings settings;
  private final TaskContext context;
  private final JobSlots slots;
  private final HeldMessages messages;
  private final ProgressPublisher progress;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object lock = new Object();
  private @Nullable Thread waiting;
  private boolean isStopping;
  private volatile boolean isBrokenOff;

  /**
   * A task that has not begun.
   *
   * @throws sleeper.core.error.InvalidInput if the factory's memory is too little for so many jobs
   *     at once
   */
  public IngestTask(
      TaskPorts ports, TaskEnvironment environment, TaskSettings settings, TaskListener listener) {
    this.ports = ports;
    this.settings = settings;
    IngestFactory factory = environment.factory();
    TaskEnvironment shared =
        new TaskEnvironment(
            environment.messages(),
            environment.policy(),
            factory.withSettings(factory.settings().sharedBy(settings.jobsAtOnce())),
            environment.clock(),
            environment.ids());
    progress = new ProgressPublisher(ports, listener);
    context =
        new TaskContext(
            environment.ids().get(),
            shared,
            settings,
            new JobEvents(ports.jobs(), environment.clock(), settings.filesReport()),
            progress,
            ports.progress(),
            new TaskCounts(),
            new SafeListener(listener));
    slots = new JobSlots(settings.jobsAtOnce());
    messages = new HeldMessages(ports.queue(), settings.visibility());
  }

  /** The task's id, under which the trackers know it. */
  public String id() {
    return context.taskId();
  }

  /**
   * Does jobs until there have been none for the idle time, or the task is stopped. Returns when
   * all of them have ended.
   */
  public TaskTotals run() {
    TaskStatus status = TaskStatus.started(id(), now());
    save(status);
    LOGGER.info("Task {} begins", id());
    messages.start();
    progress.start();
    try {
      takeJobs();
    } finally {
      awaitJobs();
      messages.giveBackAll();
      messages.close();
      progress.close();
      save(status.finished(now(), context.counts().totals()));
      LOGGER.info("Task {} ends: {}", id(), context.counts().totals());
      ended.countDown();
    }
    return context.counts().totals();
  }

  /**
   * Stops the task: no more messages are received; jobs may go on for most of the grace period;
   * those that are not done by then are broken off, and their messages given back.
   *
   * @return whether the task had ended by the end of the grace period
   */
  public boolean stop(Duration grace) throws InterruptedException {
    LOGGER.info("Task {} is to stop within {}", id(), grace);
    synchronized (lock) {
      isStopping = true;
      if (waiting != null) {
        waiting.interrupt();
      }
    }
    long reserve = grace.toMillis() / GRACE_SHARE_FOR_GIVING_BACK;
    if (ended.await(grace.toMillis() - reserve, TimeUnit.MILLISECONDS)) {
      return true;
    }
    isBrokenOff = true;
    slots.interrupt();
    if (ended.await(reserve, TimeUnit.MILLISECONDS)) {
      return true;
    }
    LOGGER.warn("Task {} has not ended in time; its messages are given back", id());
    messages.giveBackAll();
    return false;
  }

  private void takeJobs() {
    Instant lastBusy = now();
    int failures = 0;
    while (!isStopping()) {
      try {
        int received = takeSome();
        failures = 0;
        if (received > 0 || slots.isBusy()) {
          lastBusy = now();
        }
      } catch (InterruptedException e) {
        stopTaking();
      } catch (RuntimeException e) {
        failures++;
        LOGGER.warn("Could not receive messages; trying again", e);
        pauseAfter(failures);
      }
      if (isIdleSince(lastBusy)) {
        stopTaking();
      }
    }
  }

  /** Receives as many messages as there are free slots, and hands them over. */
  private int takeSome() throws InterruptedException {
    int free = whileInterruptible(slots::takeFree);
    List<ReceivedMessage> received = List.of();
    try {
      received = whileInterruptible(() -> ports.queue().receive(free, pollWait()));
    } finally {
      slots.giveBack(free - received.size());
    }
    received.forEach(this::begin);
    return received.size();
  }

  /**
   * No longer than the task would wait without a job, also while one is at work: its end may be the
   * task's. Then it is asked again and again, and not at once.
   */
  private Duration pollWait() {
    Duration least = slots.isBusy() ? POLL_WAIT_WHILE_BUSY : Duration.ZERO;
    Duration idle = settings.idleTime().compareTo(least) < 0 ? least : settings.idleTime();
    return idle.compareTo(settings.pollWait()) < 0 ? idle : settings.pollWait();
  }

  private void begin(ReceivedMessage message) {
    HeldMessage held = messages.hold(message);
    slots.run(() -> new MessageWork(held, context, () -> isBrokenOff).run());
  }

  private boolean isIdleSince(Instant since) {
    return !slots.isBusy() && Duration.between(since, now()).compareTo(settings.idleTime()) >= 0;
  }

  private void pauseAfter(int failures) {
    long millis =
        Math.min(
            LONGEST_POLL_PAUSE_MILLIS,
            FIRST_POLL_PAUSE_MILLIS << Math.min(failures - 1, MAX_DOUBLINGS));
    try {
      whileInterruptible(
          () -> {
            Thread.sleep(millis);
            return millis;
          });
    } catch (InterruptedException e) {
      stopTaking();
    }
  }

  /** Something that takes time and can be interrupted. */
  @FunctionalInterface
  private interface Wait<T> {
    T get() throws InterruptedException;
  }

  /** Waits in such a way that a stop interrupts this, and nothing that comes after it. */
  private <T> T whileInterruptible(Wait<T> wait) throws InterruptedException {
    synchronized (lock) {
      if (isStopping) {
        throw new InterruptedException("The task is being stopped");
      }
      waiting = Thread.currentThread();
    }
    try {
      return wait.get();
    } finally {
      synchronized (lock) {
        waiting = null;
        if (isStopping) {
          Thread.interrupted();
        }
      }
    }
  }

  private boolean isStopping() {
    synchronized (lock) {
      return isStopping;
    }
  }

  private void stopTaking() {
    synchronized (lock) {
      isStopping = true;
    }
  }

  /** Jobs end by themselves, or when a stop breaks them off. */
  private void awaitJobs() {
    slots.close();
    boolean interrupted = false;
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = slots.awaitEnd(Long.MAX_VALUE);
      } catch (InterruptedException e) {
        interrupted = true;
        isBrokenOff = true;
        slots.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void save(TaskStatus status) {
    try {
      ports.tasks().save(status);
    } catch (RuntimeException e) {
      LOGGER.warn("Could not write down how task {} stands", id(), e);
    }
  }

  private Instant now() {
    Clock clock = context.environment().clock();
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
