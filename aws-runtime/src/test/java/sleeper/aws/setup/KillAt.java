package sleeper.aws.setup;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Ends a program before its nth request of a kind, as a kill does: nothing is done after it. */
final class KillAt implements ExecutionInterceptor {

  private final String request;
  private final AtomicInteger left;
  private volatile boolean isDead;

  private KillAt(String request, int time) {
    this.request = request;
    left = new AtomicInteger(time);
  }

  /** A kill that is written as {@code CreateTable 5}. */
  static KillAt parse(String text) {
    String[] parts = text.split(" ");
    return new KillAt(parts[0] + "Request", Integer.parseInt(parts[1]));
  }

  /** Thrown instead of ending this process. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  boolean hasHappened() {
    return isDead;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    boolean isIt = context.request().getClass().getSimpleName().equals(request);
    if (isDead || (isIt && left.decrementAndGet() == 0)) {
      isDead = true;
      throw new Killed();
    }
  }
}
