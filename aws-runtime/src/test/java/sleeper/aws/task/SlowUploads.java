package sleeper.aws.task;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sleeper.servers.Fault;
import sleeper.servers.FaultProxy;
import sleeper.servers.HttpMessage;

/** Lets the first data file of a job take long to upload, and says when it is on its way. */
final class SlowUploads implements FaultProxy.Decision {

  private final long millis;
  private final CountDownLatch seen = new CountDownLatch(1);

  SlowUploads(long millis) {
    this.millis = millis;
  }

  @Override
  public Fault of(HttpMessage request) {
    boolean isData = request.method().equals("PUT") && request.target().contains("/data/run_");
    if (!isData || seen.getCount() == 0) {
      return Fault.NONE;
    }
    seen.countDown();
    return Fault.slow(millis);
  }

  /** Waits until a job is in the middle of its work. */
  void await() throws InterruptedException {
    if (!seen.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("No data file was uploaded");
    }
  }
}
