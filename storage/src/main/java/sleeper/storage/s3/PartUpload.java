package sleeper.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A part that is uploaded beside its writer. Where the executor has no thread for it until the
 * writer needs it done, the writer's own thread uploads it: so an executor can be small, or busy
 * with the writers themselves, without anybody waiting for ever.
 */
final class PartUpload {

  private final FutureTask<Optional<CompletedPart>> task;
  private volatile boolean abandoned;

  private PartUpload(ObjectParts upload, int number, Part part) {
    task = new FutureTask<>(() -> upload(upload, number, part));
  }

  static PartUpload start(Executor executor, ObjectParts upload, int number, Part part) {
    PartUpload started = new PartUpload(upload, number, part);
    try {
      executor.execute(started.task);
    } catch (RejectedExecutionException e) {
      started.task.run();
    }
    return started;
  }

  private Optional<CompletedPart> upload(ObjectParts upload, int number, Part part) {
    try {
      return abandoned ? Optional.empty() : Optional.of(upload.upload(number, part));
    } finally {
      part.release();
    }
  }

  /**
   * Waits until the part is uploaded.
   *
   * @param what what failed where it did not succeed
   */
  CompletedPart await(String what) throws IOException {
    task.run();
    try {
      return task.get().orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("Could not %s: interrupted".formatted(what));
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SdkException failure) {
        throw S3Failures.of(what, failure);
      }
      throw new IOException("Could not %s: %s".formatted(what, e.getCause()), e.getCause());
    }
  }

  /** Waits until no request of it is under way any more, whatever came of it. */
  void abandon() {
    abandoned = true;
    task.run();
    boolean interrupted = false;
    while (!task.isDone()) {
      try {
        task.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
