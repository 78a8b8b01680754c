package sleeper.core.job;

import java.util.Map;
import org.slf4j.MDC;

/** Puts the id of the job at hand on log lines, under the MDC key {@value #KEY}. */
public final class JobLogging {

  /** The key that log patterns show. */
  public static final String KEY = "jobId";

  private JobLogging() {}

  /** Names the job that this thread works on until the result is closed. */
  public static MDC.MDCCloseable job(String jobId) {
    return MDC.putCloseable(KEY, jobId);
  }

  /** Work for another thread whose log lines name the job of this one. */
  public static Runnable carry(Runnable work) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    if (context == null) {
      return work;
    }
    return () -> {
      MDC.setContextMap(context);
      try {
        work.run();
      } finally {
        MDC.clear();
      }
    };
  }
}
