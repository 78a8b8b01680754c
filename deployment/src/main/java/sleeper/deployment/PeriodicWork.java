package sleeper.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sleeper.core.error.InvalidInput;
import sleeper.core.json.Json;
import sleeper.deployment.resource.TimeLeft;
import sleeper.instance.SleeperInstance;
import sleeper.instance.aws.AwsClients;
import sleeper.instance.aws.AwsNames;

/** Work that is to be done on an instance now and then, in the time that an invocation has. */
final class PeriodicWork {

  private static final Logger LOG = LoggerFactory.getLogger(PeriodicWork.class);

  /** The variable that names the instance, by its id or its config bucket. */
  private static final String INSTANCE = "SLEEPER_INSTANCE";

  private final Supplier<SleeperInstance> opener;

  /** Work on the instance that is opened anew for each invocation, with properties as they are. */
  PeriodicWork(Supplier<SleeperInstance> opener) {
    this.opener = opener;
  }

  /** What is to be done. */
  @FunctionalInterface
  interface Work {

    /**
     * Does as much as there is time for.
     *
     * @param report takes what was done
     * @return what could not be done, a sentence each
     */
    List<String> run(SleeperInstance instance, BooleanSupplier isTimeOver, ObjectNode report);
  }

  /**
   * Work on the instance that the environment names.
   *
   * @throws InvalidInput if it names none
   */
  static PeriodicWork ofEnvironment() {
    return of(System.getenv(INSTANCE));
  }

  static PeriodicWork of(@Nullable String address) {
    if (address == null || address.isBlank()) {
      throw new InvalidInput(
          "The environment variable %s is not set; set it to the id or the config bucket of the instance"
              .formatted(INSTANCE));
    }
    return new PeriodicWork(
        () ->
            AwsNames.isConfigBucket(address)
                ? SleeperInstance.connectToBucket(AwsClients.ofEnvironment(), address)
                : SleeperInstance.connect(address));
  }

  /**
   * Does the work and answers with a report.
   *
   * @throws IOException if something could not be done, so that the function's error metric shows
   *     it; the next invocation tries again
   */
  void run(Work work, OutputStream output, Context context) throws IOException {
    TimeLeft time = TimeLeft.of(context::getRemainingTimeInMillis);
    ObjectNode report = Json.object();
    List<String> problems;
    try (SleeperInstance instance = opener.get()) {
      problems = work.run(instance, time, report);
    }
    report.put("inTime", !time.getAsBoolean());
    ArrayNode list = report.putArray("problems");
    problems.forEach(list::add);
    LOG.info("{}", report);
    if (!problems.isEmpty()) {
      throw new IOException(
          "Failed %d times; first: %s".formatted(problems.size(), problems.get(0)));
    }
    output.write(Json.compact(report).getBytes(StandardCharsets.UTF_8));
  }
}
