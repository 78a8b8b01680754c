package sleeper.starter.aws;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process as Lambda starts it: AWS's runtime interface client on the class path, which loads the
 * function from the unpacked zip in the working folder.
 */
public final class LambdaProcess implements AutoCloseable {

  private final Process process;

  private LambdaProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param function the unpacked zip
   * @param handler the class that takes events
   * @param log takes what it prints
   */
  public static LambdaProcess start(
      Path function, String handler, Path log, Map<String, String> environment) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    runtimeInterfaceClient(),
                    "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                    handler + "::handleRequest"))
            .directory(function.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("LAMBDA_TASK_ROOT", function.toString());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "function");
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
    builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "log-group");
    builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "log-stream");
    builder.environment().putAll(environment);
    return new LambdaProcess(builder.start());
  }

  private static String runtimeInterfaceClient() {
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator))
        .filter(path -> path.contains("aws-lambda-java-") || path.contains("utils-lite"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }
}
