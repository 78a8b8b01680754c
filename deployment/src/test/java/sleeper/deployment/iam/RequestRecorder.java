package sleeper.deployment.iam;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import sleeper.cdk.stack.Permission;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Keeps which permissions the requests of this process need, whichever client they are sent by: the
 * AWS SDK gives every client the interceptors that a resource file on the class path names.
 */
public final class RequestRecorder implements ExecutionInterceptor {

  private static final AtomicReference<Optional<Recording>> CURRENT =
      new AtomicReference<>(Optional.empty());

  private static final ThreadLocal<Boolean> IS_SILENT = ThreadLocal.withInitial(() -> false);

  /** What is recorded while it is open. */
  public static final class Recording implements AutoCloseable {

    private final RequestPermissions permissions;
    private final Set<Permission> needed = new ConcurrentSkipListSet<>();
    private final List<RuntimeException> unknown = new CopyOnWriteArrayList<>();

    private Recording(ResourceKinds kinds) {
      permissions = new RequestPermissions(kinds);
    }

    /**
     * All that was needed.
     *
     * @throws IllegalArgumentException if a request was sent of which that is not known
     */
    public SortedSet<Permission> permissions() {
      for (RuntimeException each : unknown) {
        throw each;
      }
      return Collections.unmodifiableSortedSet(new TreeSet<>(needed));
    }

    private void add(Supplier<Set<Permission>> some) {
      try {
        needed.addAll(some.get());
      } catch (IllegalArgumentException e) {
        // Thrown here it would be one more failure that the program survives.
        unknown.add(e);
      }
    }

    @Override
    public void close() {
      CURRENT.set(Optional.empty());
    }
  }

  /** Begins to record; one recording at a time. */
  public static Recording start(ResourceKinds kinds) {
    Recording recording = new Recording(kinds);
    Optional<Recording> before = CURRENT.get();
    if (before.isPresent() || !CURRENT.compareAndSet(before, Optional.of(recording))) {
      throw new IllegalStateException("Two recordings at once");
    }
    return recording;
  }

  /** Does what somebody else does meanwhile: requests of this thread are not recorded. */
  public static void unrecorded(Runnable work) {
    IS_SILENT.set(true);
    try {
      work.run();
    } finally {
      IS_SILENT.remove();
    }
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    record(permissions -> permissions.of(context.request()));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    record(permissions -> permissions.ofFailed(context.request(), context.exception()));
  }

  private static void record(Function<RequestPermissions, Set<Permission>> some) {
    if (!IS_SILENT.get()) {
      CURRENT.get().ifPresent(recording -> recording.add(() -> some.apply(recording.permissions)));
    }
  }
}
