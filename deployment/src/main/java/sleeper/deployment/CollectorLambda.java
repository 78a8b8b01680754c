package sleeper.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BooleanSupplier;
import sleeper.core.ingest.CollectReport;
import sleeper.instance.SleeperInstance;

/**
 * The Lambda that deletes what dead ingest runs, cleared and dropped tables have left, as {@code
 * sleeper collect} does. A schedule invokes it; the event is not read. What it has no time for is
 * left to the next invocation. Several at once and any that is ended half way do no harm.
 */
public final class CollectorLambda implements RequestStreamHandler {

  private final PeriodicWork periodic;

  /**
   * For the Lambda runtime.
   *
   * @throws sleeper.core.error.InvalidInput if the environment does not name an instance
   */
  public CollectorLambda() {
    this(PeriodicWork.ofEnvironment());
  }

  CollectorLambda(PeriodicWork periodic) {
    this.periodic = periodic;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream output, Context context)
      throws IOException {
    periodic.run(CollectorLambda::collect, output, context);
  }

  private static List<String> collect(
      SleeperInstance instance, BooleanSupplier isTimeOver, ObjectNode report) {
    CollectReport collected = instance.collect(isTimeOver);
    report.put("filesDeleted", collected.filesDeleted());
    report.put("objectsDeleted", collected.objectsSwept());
    report.put("tablesDeleted", collected.tablesDeleted());
    report.put("runsFenced", collected.runsFenced());
    report.put("runsSwept", collected.runsSwept());
    report.put("runsForgotten", collected.runsForgotten());
    return collected.problems();
  }
}
