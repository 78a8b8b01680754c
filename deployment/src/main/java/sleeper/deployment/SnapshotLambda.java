package sleeper.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import sleeper.instance.SleeperInstance;
import sleeper.instance.SnapshotReport;

/**
 * The Lambda that writes a snapshot of each table whose log has grown long, so that whoever opens
 * it reads little of its log. A schedule invokes it; the event is not read. What it has no time for
 * is left to the next invocation. Several at once and any that is ended half way do no harm.
 */
public final class SnapshotLambda implements RequestStreamHandler {

  private final PeriodicWork periodic;

  /**
   * For the Lambda runtime.
   *
   * @throws sleeper.core.error.InvalidInput if the environment does not name an instance
   */
  public SnapshotLambda() {
    this(PeriodicWork.ofEnvironment());
  }

  SnapshotLambda(PeriodicWork periodic) {
    this.periodic = periodic;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    periodic.run(SnapshotLambda::write, output, context);
  }

  private static List<String> write(
      SleeperInstance instance, BooleanSupplier isTimeOver, ObjectNode report) {
    SnapshotReport written = instance.writeSnapshots(isTimeOver);
    report.put("tables", written.tables());
    report.put("snapshotsWritten", written.written());
    return written.problems();
  }
}
